using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>The accounts table.</summary>
internal sealed class AccountsView(DashboardModel model, Ink ink) : RegionView(model, ink, Region.Accounts, Palette.Lavender)
{
    private readonly TablePainter<AccountRow> _painter = new();

    /// <inheritdoc/>
    protected override string Heading => "ACCOUNTS";

    /// <inheritdoc/>
    protected override string Note
    {
        get
        {
            TableModel<AccountRow> table = Model.Accounts.Table;
            if (table.FilterProblem is { } problem)
                return $"! {problem}";
            string marks = table.Marks > 0 ? string.Create(CultureInfo.InvariantCulture, $"● {table.Marks} │ ") : "";
            string note = Model.Accounts.Note.Length > 0 ? $"{Model.Accounts.Note} │ " : "";
            return string.Create(CultureInfo.InvariantCulture, $"{note}{marks}{table.Count:N0} of {Model.Accounts.Total:N0}");
        }
    }

    /// <inheritdoc/>
    protected override IRegionModel List => Model.Accounts;

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas)
    {
        TableModel<AccountRow> table = Model.Accounts.Table;
        _painter.Draw(canvas, new Rectangle(0, 1, canvas.Width, canvas.Height - 1), table.Columns, table, table.Sort, table.Reversed, IsActive, Model.Accounts.Filter, table.IsHidden);
        Model.Accounts.PageSize = _painter.Room;
        if (table.Count > 0)
            return;
        if (Model.Feed.Data is not null && Model.Accounts.Total == 0 && !Model.Accounts.Reading)
        {
            FirstSteps.Draw(canvas, new Rectangle(3, 2, canvas.Width - 4, canvas.Height - 2));
            return;
        }

        string empty = Model.Feed.Sealed is not null ? "sealed: type :unseal" : Model.Feed.Data is null ? "starting..." : Model.Accounts.Reading ? "reading..." : "no account matches the filter";
        canvas.Text(3, 2, empty, Palette.Grey, Palette.Black);
    }

    /// <inheritdoc/>
    protected override void Clicked(Point place, bool twice)
    {
        TableModel<AccountRow> table = Model.Accounts.Table;
        int row = _painter.RowAt(place, table.Count);
        if (row >= 0)
        {
            table.Select(row);
            if (place.X == 1)
                table.Toggle(row);
            else if (twice)
                Model.Run("account.open");
        }
        else if (_painter.ColumnAt(place.X) is >= 0 and int column)
        {
            if (_painter.IsTitle(place))
                table.SortBy(column);
            else if (_painter.IsCell(place))
                Model.Accounts.Filter.Begin(column);
        }
    }
}
