using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Permissions;

/// <summary>A matrix of who may do what, and the changes before they are made.</summary>
internal sealed class PermissionsView(PermissionsModel model, Ink ink) : DialogView(ink)
{
    private const int CellWidth = 10;

    private int _first;

    /// <inheritdoc/>
    protected override string Heading => model.Reviewing ? $"{model.Title} · CHANGES" : model.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => model.Reviewing ? Palette.Tan : Palette.Lavender;

    private int NameWidth => Math.Max(10, Body.Width - (PermissionsModel.Rights.Count * CellWidth));

    private int Room => Math.Max(1, Body.Height - 5);

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(86, Math.Clamp(model.Rows.Count + 10, 14, 24));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        if (model.Reviewing)
            DrawChanges(canvas, body);
        else
            DrawMatrix(canvas, body);
        canvas.Wrapped(new Rectangle(body.X, body.Bottom - 3, body.Width, 3), model.Message, model.MessageColor, Palette.Black, bold: true);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.IsSingleClicked || model.Reviewing || mouse.Position is not { } place)
            return false;
        int row = _first + place.Y - Body.Y - 1;
        int column = (place.X - Body.X - NameWidth) / CellWidth;
        if (place.Y <= Body.Y || row >= model.Rows.Count || place.X < Body.X + NameWidth || column >= PermissionsModel.Rights.Count)
            return false;
        model.Cycle(row, column);
        return true;
    }

    private void DrawMatrix(Canvas canvas, Rectangle body)
    {
        int names = NameWidth;
        canvas.Text(body.X, body.Y, "WHO", Palette.Grey, Palette.Black, bold: true);
        for (int column = 0; column < PermissionsModel.Rights.Count; column++)
            canvas.Text(body.X + names + (column * CellWidth), body.Y, Short(PermissionsModel.Rights[column]), column == model.Column ? Palette.Orange : Palette.Grey, Palette.Black, bold: true, width: CellWidth - 1);
        if (model.Rows.Count == 0)
            canvas.Text(body.X, body.Y + 2, model.Working ? "reading..." : "nobody but admins: n adds a user or a role", Palette.Grey, Palette.Black);
        _first = Math.Clamp(model.Row - Room + 1, 0, Math.Max(0, model.Rows.Count - Room));
        for (int line = 0; line < Room && _first + line < model.Rows.Count; line++)
            DrawRow(canvas, body, body.Y + 1 + line, _first + line, names);
    }

    private static string Short(string right) => right.Length < CellWidth ? right : right[..5];

    private void DrawRow(Canvas canvas, Rectangle body, int y, int index, int names)
    {
        PermissionRow row = model.Rows[index];
        canvas.Text(body.X, y, (row.IsChanged ? "* " : "  ") + row.Identity, index == model.Row ? Palette.Orange : Palette.Peach, Palette.Black, bold: index == model.Row, width: names - 1);
        for (int column = 0; column < PermissionsModel.Rights.Count; column++)
        {
            string right = PermissionsModel.Rights[column];
            (string text, Rgb color) = row.StateOf(right) switch
            {
                true => ("✔ granted", Palette.Green),
                false => ("x denied", Palette.Red),
                null => ("·", Palette.Grey),
            };
            bool here = index == model.Row && column == model.Column;
            Rgb block = here ? Palette.Orange : row.IsChangedOf(right) ? Palette.Dusk : Palette.Black;
            int x = body.X + names + (column * CellWidth);
            canvas.Fill(new Rectangle(x, y, CellWidth - 1, 1), block);
            canvas.Text(x, y, text, here ? Palette.Black : color, block, bold: here, width: CellWidth - 1);
        }

        int others = row.Now.Keys.Count(right => !PermissionsModel.Rights.Contains(right));
        if (others > 0)
            canvas.Text(body.Right + 1, y, string.Create(CultureInfo.InvariantCulture, $"+{others}"), Palette.Grey, Palette.Black);
    }

    private void DrawChanges(Canvas canvas, Rectangle body)
    {
        IReadOnlyList<string> changes = model.Changes;
        int room = Math.Max(1, body.Height - 5);
        int shown = changes.Count <= room ? changes.Count : room - 1;
        for (int line = 0; line < shown; line++)
        {
            Rgb color = changes[line][0] switch { '+' => Palette.Green, '!' => Palette.Red, _ => Palette.Tan };
            canvas.Text(body.X, body.Y + line, changes[line], color, Palette.Black, width: body.Width);
        }

        if (shown < changes.Count)
            canvas.Text(body.X, body.Y + shown, string.Create(CultureInfo.InvariantCulture, $"and {changes.Count - shown} more"), Palette.Grey, Palette.Black);
    }
}
