using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace IntegrationHost.Console.Controls;

/// <summary>What the terminal shows, so that only rows that differ are sent.</summary>
/// <remarks>
/// The library sends every cell that was drawn, also where the same was there before; and for each cell of such a row that was not drawn it moves the cursor, which takes more bytes than the cell.
/// So a row is sent whole or not at all.
/// </remarks>
internal sealed class SentRows
{
    private (string Grapheme, Attribute? Look)[,] _sent = new (string, Attribute?)[0, 0];

    /// <summary>The terminal may show anything now: all rows are sent with the next frame.</summary>
    public void Forget() => _sent = new (string, Attribute?)[0, 0];

    /// <summary>Chooses the rows to send, after all has been drawn and before it is sent.</summary>
    /// <returns>How many rows are sent.</returns>
    public int Choose(IOutputBuffer buffer)
    {
        if (buffer.Contents is not { } cells)
            return 0;
        bool known = _sent.GetLength(0) == cells.GetLength(0) && _sent.GetLength(1) == cells.GetLength(1);
        if (!known)
            _sent = new (string, Attribute?)[cells.GetLength(0), cells.GetLength(1)];
        int rows = 0;
        for (int row = 0; row < cells.GetLength(0); row++)
        {
            if (known && !buffer.DirtyLines[row])
                continue;
            bool differs = !known | Take(cells, row);
            buffer.DirtyLines[row] = differs;
            for (int column = 0; column < cells.GetLength(1); column++)
                cells[row, column].IsDirty = differs;
            rows += differs ? 1 : 0;
        }

        return rows;
    }

    private bool Take(Cell[,] cells, int row)
    {
        bool differs = false;
        for (int column = 0; column < cells.GetLength(1); column++)
        {
            ref Cell cell = ref cells[row, column];
            ref (string Grapheme, Attribute? Look) sent = ref _sent[row, column];
            if (sent.Grapheme == cell.Grapheme && sent.Look == cell.Attribute)
                continue;
            sent = (cell.Grapheme, cell.Attribute);
            differs = true;
        }

        return differs;
    }
}
