using System.Drawing;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>Draws what stands around the controls of a form: labels, what is said of each field, and the hint of the one in focus.</summary>
internal static class FormPainter
{
    /// <summary>Draws into the body of a dialog.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="body">The dialog's body.</param>
    /// <param name="model">The form.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="flow">Where they stand.</param>
    /// <param name="height">Lines of the rows in sight.</param>
    /// <param name="hint">What the control in focus says of its keys.</param>
    public static void Draw(Canvas canvas, Rectangle body, CredentialFormModel model, FormRows rows, FormFlow flow, int height, string hint)
    {
        int label = flow.LabelWidth(canvas.Width);
        foreach (FormRow row in rows.All.Where(row => row.Control.Visible))
            DrawRow(canvas, body, row, body.Y + row.Top - flow.Top, label);
        if (flow.Top > 0)
            canvas.Text(body.Right, body.Y, "▲", Palette.Orange, Palette.Black);
        if (flow.Top + height < rows.Lines)
            canvas.Text(body.Right, body.Y + height - 1, "▼", Palette.Orange, Palette.Black);
        DrawHint(canvas, body, model, hint);
    }

    private static void DrawRow(Canvas canvas, Rectangle body, FormRow row, int y, int label)
    {
        bool here = row.Control.HasFocus;
        canvas.Text(body.X, y, row.Field is { Required: true } ? $"{row.Label} *" : row.Label, here ? Palette.Orange : Palette.Peach, Palette.Black, bold: here, width: label - 1);
        if (row.Field is not { } field)
            return;
        int noteAt = body.Right - FormFlow.NoteWidth(canvas.Width) + 1;
        bool fine = field.Problem is null && !field.IsEmpty;
        canvas.Text(noteAt, y, fine ? $"{(field.Warning is null ? "✔" : "!")} {field.Note}" : field.Note, field.Problem is not null ? Palette.Red : field.Warning is not null ? Palette.Tan : Palette.Green, Palette.Black);
        (string below, Rgb color) = FormFlow.Below(field);
        canvas.Wrapped(new Rectangle(body.X + label, y + 1, body.Width - label, row.Lines - row.Height), below, color, Palette.Black);
    }

    private static void DrawHint(Canvas canvas, Rectangle body, CredentialFormModel model, string hint)
    {
        string more = model.HasMore ? model.ShowsAll ? "F2 fewer fields" : "F2 all fields" : "";
        (string text, Rgb color) = model.Problem.Length > 0 ? ($"x {model.Problem}", Palette.Red)
            : model.Notice.Length > 0 ? (model.Notice, model.Notice[0] == '✔' ? Palette.Green : Palette.Tan)
            : (hint, Palette.Grey);
        canvas.Text(body.X, body.Bottom - 2, text, color, Palette.Black, bold: model.Problem.Length > 0, width: body.Width - more.Length - 2);
        canvas.TextRight(body.Right, body.Bottom - 2, more, Palette.Grey, Palette.Black);
    }
}
