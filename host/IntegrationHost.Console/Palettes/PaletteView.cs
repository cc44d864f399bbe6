using System.Drawing;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Palettes;

/// <summary>The command palette.</summary>
internal sealed class PaletteView(PaletteModel model, Ink ink) : DialogView(ink)
{
    private const int KeyWidth = 11;
    private const int AliasWidth = 19;

    /// <inheritdoc/>
    protected override string Heading => "COMMAND";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Tan;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(76, Math.Min(22, screen.Height - 4));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        canvas.Fill(new Rectangle(body.X, body.Y, body.Width, 1), Palette.Indigo);
        int caret = canvas.Text(body.X + 1, body.Y, $": {model.Text}", Palette.White, Palette.Indigo, bold: true, width: body.Width - 3);
        canvas.Text(caret, body.Y, " ", Palette.Black, Palette.Orange);
        SelectableList<ConsoleCommand> commands = model.Commands;
        int top = body.Y + 2;
        int room = Math.Max(1, body.Bottom - top);
        if (commands.Items.Count == 0)
            canvas.Text(body.X + 1, top, "no command fits; Backspace takes a letter back", Palette.Grey, Palette.Black);
        int first = Math.Clamp(commands.Index - room + 1, 0, Math.Max(0, commands.Items.Count - room));
        for (int line = 0; line < room && first + line < commands.Items.Count; line++)
        {
            ConsoleCommand command = commands.Items[first + line];
            bool selected = first + line == commands.Index;
            Rgb block = selected ? Palette.Orange : Palette.Black;
            canvas.Fill(new Rectangle(body.X, top + line, body.Width, 1), block);
            canvas.Text(body.X + 1, top + line, command.Title, selected ? Palette.Black : Palette.Peach, block, bold: selected, width: body.Width - KeyWidth - AliasWidth - 2);
            string alias = command.Aliases.Count > 0 ? $":{command.Aliases[0]}" : "";
            canvas.Text(body.Right - KeyWidth - AliasWidth, top + line, alias, selected ? Palette.Black : Palette.Grey, block, width: AliasWidth - 1);
            canvas.TextRight(body.Right - 1, top + line, string.Join(" ", command.Keys), selected ? Palette.Black : Palette.Tan, block, bold: true, width: KeyWidth);
        }
    }
}
