using System.Globalization;
using System.Text;

namespace IntegrationHost.TestTerminal;

/// <summary>What a terminal shows after the bytes that it was sent. Knows as much of the language as the console speaks.</summary>
public sealed class TerminalScreen
{
    private readonly TerminalParser parser;
    private readonly HashSet<int> modes = [25];
    private TerminalCell[,] cells;
    private TerminalStyle style;
    private int row;
    private int column;

    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public TerminalScreen(int width, int height)
    {
        cells = Blank(width, height);
        parser = new TerminalParser(Print, Control, Sequence, text => Title = text);
    }

    /// <summary>Columns.</summary>
    public int Width => cells.GetLength(1);

    /// <summary>Rows.</summary>
    public int Height => cells.GetLength(0);

    /// <summary>Private modes that are on, such as 1049 (alternate screen), 25 (cursor shown), 1003 (mouse), 2004 (bracketed paste).</summary>
    public IReadOnlySet<int> Modes => modes;

    /// <summary>How often the program has asked for the keyboard protocol of kitty without giving it back.</summary>
    public int KeyboardProtocols { get; private set; }

    /// <summary>Title of the window, if the program has set one.</summary>
    public string? Title { get; private set; }

    /// <summary>Sequences that this terminal does not know, for the curious.</summary>
    public ISet<string> Unknown { get; } = new HashSet<string>();

    /// <summary>Whether the alternate screen is left, the cursor is shown, and mouse, paste and keyboard are as a shell wants them.</summary>
    public bool IsRestored => modes.SetEquals([25]) && KeyboardProtocols == 0 && style == TerminalStyle.Plain;

    /// <summary>The rows as text, without trailing blanks.</summary>
    public string Text
    {
        get
        {
            StringBuilder text = new();
            for (int y = 0; y < Height; y++)
            {
                StringBuilder line = new();
                for (int x = 0; x < Width; x++)
                    line.Append(cells[y, x].Text);
                text.Append(line.ToString().TrimEnd()).Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>A cell.</summary>
    public TerminalCell this[int y, int x] => cells[y, x];

    /// <summary>Takes bytes of the program.</summary>
    public void Take(ReadOnlySpan<byte> bytes) => parser.Take(bytes);

    /// <summary>Changes the size; what is cut off is lost.</summary>
    public void Resize(int width, int height)
    {
        TerminalCell[,] former = cells;
        cells = Blank(width, height);
        for (int y = 0; y < Math.Min(height, former.GetLength(0)); y++)
        {
            for (int x = 0; x < Math.Min(width, former.GetLength(1)); x++)
                cells[y, x] = former[y, x];
        }

        MoveTo(row, column);
    }

    private static TerminalCell[,] Blank(int width, int height)
    {
        var blank = new TerminalCell[Math.Max(1, height), Math.Max(1, width)];
        for (int y = 0; y < blank.GetLength(0); y++)
        {
            for (int x = 0; x < blank.GetLength(1); x++)
                blank[y, x] = TerminalCell.Blank;
        }

        return blank;
    }

    private static int Columns(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) ? 2 : 1,
    };

    private void Print(Rune rune)
    {
        int columns = Columns(rune);
        if (columns == 0)
            return;
        if (column + columns > Width)
            NewLine();
        cells[row, column] = new TerminalCell(rune.ToString(), style);
        if (columns == 2 && column + 1 < Width)
            cells[row, column + 1] = new TerminalCell("", style);
        column += columns;
    }

    private void Control(char control)
    {
        switch (control)
        {
            case '\r':
                column = 0;
                break;
            case '\n':
                int kept = column;
                NewLine();
                column = kept;
                break;
            case '\b':
                column = Math.Max(0, column - 1);
                break;
        }
    }

    private void NewLine()
    {
        column = 0;
        if (row + 1 < Height)
        {
            row++;
            return;
        }

        for (int y = 1; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                cells[y - 1, x] = cells[y, x];
        }

        Erase(Height - 1, 0, Height - 1, Width);
    }

    private void Sequence(string prefix, int[] numbers, char final)
    {
        int first = numbers is [var number, ..] ? number : 0;
        switch (prefix, final)
        {
            case ("", 'H') or ("", 'f'):
                MoveTo(Math.Max(1, first) - 1, Math.Max(1, numbers.Length > 1 ? numbers[1] : 1) - 1);
                break;
            case ("", 'A'):
                MoveTo(row - Math.Max(1, first), column);
                break;
            case ("", 'B'):
                MoveTo(row + Math.Max(1, first), column);
                break;
            case ("", 'C'):
                MoveTo(row, column + Math.Max(1, first));
                break;
            case ("", 'D'):
                MoveTo(row, column - Math.Max(1, first));
                break;
            case ("", 'G'):
                MoveTo(row, Math.Max(1, first) - 1);
                break;
            case ("", 'd'):
                MoveTo(Math.Max(1, first) - 1, column);
                break;
            case ("", 'J'):
                (int fromRow, int from) = first == 0 ? (row, column) : (0, 0);
                Erase(fromRow, from, first == 1 ? row : Height - 1, first == 1 ? column + 1 : Width);
                break;
            case ("", 'K'):
                Erase(row, first == 0 ? column : 0, row, first == 1 ? column + 1 : Width);
                break;
            case ("", 'm'):
                style = style.After(numbers.Length == 0 ? [0] : numbers);
                break;
            case ("?", 'h'):
                Switch(numbers, on: true);
                break;
            case ("?", 'l'):
                Switch(numbers, on: false);
                break;
            case (">", 'u'):
                KeyboardProtocols++;
                break;
            case ("<", 'u'):
                KeyboardProtocols = Math.Max(0, KeyboardProtocols - 1);
                break;
            default:
                Unknown.Add($"{prefix}{string.Join(';', numbers)}{final}");
                break;
        }
    }

    private void Switch(int[] numbers, bool on)
    {
        foreach (int mode in numbers)
        {
            if (on)
                modes.Add(mode);
            else
                modes.Remove(mode);
            // The alternate screen begins empty, and what was there before it comes back empty here: nobody asks for it.
            if (mode == 1049)
                cells = Blank(Width, Height);
        }
    }

    private void MoveTo(int toRow, int toColumn)
    {
        row = Math.Clamp(toRow, 0, Height - 1);
        column = Math.Clamp(toColumn, 0, Width - 1);
    }

    private void Erase(int fromRow, int fromColumn, int toRow, int toColumn)
    {
        TerminalCell blank = TerminalCell.Blank with { Style = TerminalStyle.Plain with { Block = style.Block } };
        for (int y = fromRow; y <= toRow; y++)
        {
            for (int x = y == fromRow ? fromColumn : 0; x < (y == toRow ? toColumn : Width); x++)
                cells[y, x] = blank;
        }
    }
}
