using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Pages;

/// <summary>A page that is one table in memory.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
internal abstract class TablePageModel<T> : PageModel
    where T : class
{
    /// <param name="context">What the page uses of the console.</param>
    /// <param name="scope">Where the page's own keys are heard.</param>
    /// <param name="key">Key of a row.</param>
    /// <param name="columns">All columns.</param>
    protected TablePageModel(ConsoleContext context, CommandScope scope, Func<T, string> key, IReadOnlyList<TableColumn<T>> columns)
        : base(context)
    {
        Scopes = [scope, CommandScope.Table];
        Filter = new FilterText([.. columns.Select(column => column.Title)]);
        Table = new TableModel<T>(key, Filter, columns, context.Time);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<CommandScope> Scopes { get; }

    /// <inheritdoc/>
    public override FilterText Filter { get; }

    /// <inheritdoc/>
    public override IColumnChoice? ColumnChoice => Table;

    /// <summary>The table.</summary>
    public TableModel<T> Table { get; }

    /// <summary>What stands in the place of the rows if there are none.</summary>
    public abstract string Empty { get; }

    /// <summary>The command that a double click runs; <c>null</c> for none.</summary>
    public virtual string? OpenCommand => null;

    /// <inheritdoc/>
    public override string Note => Table.FilterProblem is { } problem ? $"! {problem}" : Table.Marks > 0 ? $"● {Table.Marks} │ {Table.Count} of {Table.Total}" : $"{Table.Count} of {Table.Total}";

    /// <inheritdoc/>
    public override void Refresh() => Table.Refresh();

    /// <inheritdoc/>
    public override void Move(int by) => Table.Move(by);

    /// <inheritdoc/>
    public override bool Clear() => Table.Unmark();

    /// <inheritdoc/>
    public override bool Run(string command) => Table.Run(command);
}
