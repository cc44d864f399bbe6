using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>The accounts table.</summary>
/// <remarks>
/// Drawn by hand, not with the library's table: that one swallows every printable key while it is empty, loses its column widths then,
/// and paints each row three times.
/// </remarks>
internal sealed class AccountsView(DashboardModel model, Ink ink) : PanelView(model, ink, Region.Accounts, Palette.Lavender)
{
    private static readonly GridColumn<AccountRow>[] All =
    [
        new("NAME", 20, 0, row => row.Account.Name, _ => Palette.Peach),
        new("PROVIDER", 12, 3, row => row.Provider, _ => Palette.Lavender),
        new("ENV", 11, 4, row => row.Account.Environment, _ => Palette.Lavender),
        new("STATE", 13, 1, row => row.StateText, row => AccountStates.Color(row.State)),
        new("IDENTITY", 16, 5, row => row.Identity, _ => Palette.Sky),
        new("EXPIRES", 8, 6, row => row.Expires, row => row.Expires == "expired" ? Palette.Red : Palette.Lavender),
        new("MOD", 3, 2, row => row.Modules, _ => Palette.Tan),
        new("LAST TEST", 9, 7, row => row.LastTest, _ => Palette.Lavender),
    ];

    private int _first;

    /// <inheritdoc/>
    protected override string Heading => "ACCOUNTS";

    /// <inheritdoc/>
    protected override string Note
    {
        get
        {
            AccountsModel accounts = Model.Accounts;
            string sort = $"sort {accounts.Sort}{(accounts.Reversed ? "▼" : "▲")}".ToUpperInvariant();
            return string.Create(CultureInfo.InvariantCulture, $"{accounts.Rows.Items.Count} of {accounts.Total} │ {sort}");
        }
    }

    /// <inheritdoc/>
    protected override IRegionModel List => Model.Accounts;

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        SelectableList<AccountRow> rows = Model.Accounts.Rows;
        int room = canvas.Height - 2;
        Model.Accounts.PageSize = Math.Max(1, room);
        GridColumn<AccountRow>[] columns = Fitting(canvas.Width);
        DrawTitles(canvas, columns);
        if (rows.Items.Count == 0)
        {
            string empty = Model.Feed.Data is null ? "starting..." : Model.Accounts.Total == 0 ? "no account yet: press 3, choose a template, press Enter" : "no account matches the filter";
            canvas.Text(2, 2, empty, Palette.Grey, Palette.Black);
            return;
        }

        _first = FirstShown(rows.Index, room, rows.Items.Count);
        for (int line = 0; line < room && _first + line < rows.Items.Count; line++)
            DrawRow(canvas, columns, line + 2, rows.Items[_first + line], _first + line == rows.Index);
        if (rows.Items.Count > room)
            DrawScrollBar(canvas, room, rows.Items.Count);
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        if (place.Y == 1)
        {
            int x = 2;
            foreach (GridColumn<AccountRow> column in Fitting(Viewport.Width))
            {
                if (place.X >= x && place.X < x + column.Width && SortOf(column) is { } sort)
                    Model.Accounts.SortBy(sort);
                x += column.Width + 1;
            }
        }
        else if (place.Y >= 2 && _first + place.Y - 2 < Model.Accounts.Rows.Items.Count)
        {
            Model.Accounts.Rows.Select(_first + place.Y - 2);
            if (twice)
                Model.Run("account.open");
        }
    }

    private void DrawTitles(Canvas canvas, GridColumn<AccountRow>[] columns)
    {
        int x = 2;
        foreach (GridColumn<AccountRow> column in columns)
        {
            bool sorted = SortOf(column) == Model.Accounts.Sort;
            canvas.Text(x, 1, column.Title, sorted ? Palette.Orange : Palette.Grey, Palette.Black, bold: true, width: column.Width);
            x += column.Width + 1;
        }
    }

    private void DrawRow(Canvas canvas, GridColumn<AccountRow>[] columns, int y, AccountRow row, bool selected)
    {
        Rgb block = selected ? SelectedBlock : Palette.Black;
        bool inverse = selected && IsActive;
        canvas.Fill(new Rectangle(0, y, canvas.Width - 1, 1), block);
        if (selected)
            canvas.Text(0, y, "▶", inverse ? Palette.Black : Palette.Orange, block);
        int x = 2;
        foreach (GridColumn<AccountRow> column in columns)
        {
            canvas.Text(x, y, column.Text(row), inverse ? Palette.Black : column.Color(row), block, bold: inverse, width: column.Width);
            x += column.Width + 1;
        }
    }

    private void DrawScrollBar(Canvas canvas, int room, int count)
    {
        int size = Math.Max(1, room * room / count);
        int top = (room - size) * _first / Math.Max(1, count - room);
        for (int line = 0; line < room; line++)
            canvas.Fill(new Rectangle(canvas.Width - 1, line + 2, 1, 1), line >= top && line < top + size ? Palette.Tan : Palette.Night);
    }

    private static AccountSort? SortOf(GridColumn<AccountRow> column) => column.Title switch
    {
        "NAME" => AccountSort.Name,
        "PROVIDER" => AccountSort.Provider,
        "ENV" => AccountSort.Environment,
        "STATE" => AccountSort.State,
        "EXPIRES" => AccountSort.Expires,
        "MOD" => AccountSort.Modules,
        "LAST TEST" => AccountSort.LastTest,
        _ => null,
    };

    private static GridColumn<AccountRow> Widened(GridColumn<AccountRow> column, int spare) => column.Title switch
    {
        "NAME" => column with { Width = column.Width + (spare / 2) },
        "IDENTITY" => column with { Width = column.Width + ((spare + 1) / 2) },
        _ => column,
    };

    // What fits, by rank; what is left over widens name and identity.
    private static GridColumn<AccountRow>[] Fitting(int width)
    {
        List<GridColumn<AccountRow>> columns = [];
        foreach (GridColumn<AccountRow> column in All.OrderBy(column => column.Rank))
        {
            if (columns.Sum(chosen => chosen.Width + 1) + column.Width + 1 <= width - 2)
                columns.Add(column);
        }

        columns.Sort((one, other) => Array.IndexOf(All, one) - Array.IndexOf(All, other));
        int spare = width - 2 - columns.Sum(column => column.Width + 1);
        for (int index = 0; index < columns.Count; index++)
            columns[index] = Widened(columns[index], spare);
        return [.. columns];
    }
}
