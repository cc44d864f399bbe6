using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Importing;

/// <summary>Shows what credentials lie about on this machine.</summary>
internal sealed class ImportView(ImportModel model, Ink ink) : DialogView(ink)
{
    private const int ProviderWidth = 18;
    private const int AccountWidth = 18;

    /// <inheritdoc/>
    protected override string Heading => "IMPORT CREDENTIALS FROM THIS MACHINE";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Sky;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(104, Math.Max(18, model.Lines.Count + model.LeftOut.Count + 12));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        int told = canvas.Wrapped(
            new Rectangle(body.X, body.Y, body.Width, 2), "variables, .env files and other tools' files; names only, and nothing is changed there", Palette.Lavender, Palette.Black);
        int bottom = body.Bottom - 2;
        int y = body.Y + told + 1;
        if (model.Looking || model.Problem.Length > 0 || model.Lines.Count == 0)
        {
            (string text, Rgb color) = model.Problem.Length > 0 ? ($"x {model.Problem}", Palette.Red) : (model.Looking ? "looking..." : "nothing was found that could be stored", Palette.Grey);
            y += Math.Max(1, canvas.Wrapped(new Rectangle(body.X, y, body.Width, 3), text, color, Palette.Black));
        }

        int rest = Math.Min(model.LeftOut.Count, Math.Max(0, (bottom - y) / 3));
        int room = Math.Max(1, bottom - y - (rest > 0 ? rest + 2 : 0));
        int first = Math.Clamp(model.Index - (room / 2), 0, Math.Max(0, model.Lines.Count - room));
        for (int line = 0; line < room && first + line < model.Lines.Count; line++)
            DrawLine(canvas, body, y++, model.Lines[first + line], first + line == model.Index);
        if (rest > 0)
        {
            canvas.Text(body.X, y + 1, "LEFT OUT", Palette.Grey, Palette.Black, bold: true);
            for (int index = 0; index < rest; index++)
                canvas.Text(body.X, y + 2 + index, $"{model.LeftOut[index].Source}: {model.LeftOut[index].Reason}", Palette.Grey, Palette.Black, width: body.Width);
        }

        DrawFoot(canvas, body);
    }

    private static void DrawLine(Canvas canvas, Rectangle body, int y, ImportLine line, bool marked)
    {
        Rgb block = marked ? Palette.Orange : Palette.Black;
        canvas.Fill(new Rectangle(body.X, y, body.Width, 1), block);
        string box = !line.IsNew ? "   " : line.Chosen ? "[x]" : "[ ]";
        int x = body.X + 4;
        canvas.Text(body.X, y, box, marked ? Palette.Black : Palette.Tan, block, bold: true);
        canvas.Text(x, y, line.Candidate.ProviderName, marked ? Palette.Black : Palette.Peach, block, bold: true, width: ProviderWidth);
        string account = line.IsNew ? line.Account : $"is in {line.StoredAs}";
        canvas.Text(x + ProviderWidth + 1, y, account, marked ? Palette.Black : line.IsNew ? Palette.Green : Palette.Grey, block, width: AccountWidth);
        x += ProviderWidth + AccountWidth + 2;
        string environment = line.Candidate.Request.Environment ?? "";
        canvas.Text(x, y, $"{environment} · {line.Candidate.Source} · {line.Candidate.KindName}", marked ? Palette.Black : Palette.Lavender, block, width: body.Right - x);
    }

    private void DrawFoot(Canvas canvas, Rectangle body)
    {
        if (model.Path is { } path)
        {
            int end = canvas.Text(body.X, body.Bottom - 1, $".env file: {path}", Palette.White, Palette.Black, bold: true, width: body.Width - 2);
            canvas.Text(end, body.Bottom - 1, " ", Palette.Black, Palette.Orange);
            return;
        }

        int chosen = model.Lines.Count(line => line.Chosen);
        string store = chosen == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"Enter stores and tests {chosen} · ");
        canvas.Text(body.X, body.Bottom - 1, $"{store}Space chooses · a all or none · f a .env file · Esc closes", Palette.Orange, Palette.Black, width: body.Width);
    }
}
