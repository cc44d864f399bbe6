using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Querying;

/// <summary>Chooses the columns of a table.</summary>
/// <param name="choice">The table.</param>
/// <param name="keep">Keeps the choice for the next start.</param>
internal sealed class ColumnsModel(IColumnChoice choice, Action keep) : OverlayModel
{
    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Columns;

    /// <summary>The table.</summary>
    public IColumnChoice Choice { get; } = choice;

    /// <summary>The column that the keys are about.</summary>
    public int Index { get; private set; }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "columns.close":
                Close();
                return true;
            case "columns.up" or "columns.down":
                Index = Math.Clamp(Index + (command == "columns.up" ? -1 : 1), 0, Choice.Titles.Count - 1);
                break;
            case "columns.toggle":
                Toggle(Index);
                break;
            case "columns.sort":
                Choice.SortBy(Index, Choice.Sort == Index && !Choice.Reversed);
                break;
            default:
                return false;
        }

        Notify();
        return true;
    }

    /// <summary>Shows or hides a column; the last one shown stays.</summary>
    public void Toggle(int column)
    {
        bool last = !Choice.IsHidden(column) && Choice.Titles.Where((_, index) => !Choice.IsHidden(index)).Count() == 1;
        if (last)
            return;
        Choice.Hide(column, !Choice.IsHidden(column));
        keep();
    }
}
