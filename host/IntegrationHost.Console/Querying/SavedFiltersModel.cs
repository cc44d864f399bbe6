using IntegrationHost.Client.Recognition;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Settings;

namespace IntegrationHost.Console.Querying;

/// <summary>The saved filters of a table: apply one, keep the present one, forget one.</summary>
internal sealed class SavedFiltersModel : OverlayModel
{
    private readonly ConsoleContext _context;
    private readonly ConsoleSettings _settings;
    private readonly string _table;
    private readonly IRegionModel _region;
    private readonly IColumnChoice _choice;
    private readonly FilterText _name = new();

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="settings">Where they are kept.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="region">What is filtered.</param>
    /// <param name="choice">The table.</param>
    public SavedFiltersModel(ConsoleContext context, ConsoleSettings settings, string table, IRegionModel region, IColumnChoice choice)
    {
        _context = context;
        _settings = settings;
        _table = table;
        _region = region;
        _choice = choice;
        Problem = settings.Problem ?? "";
        Filters.Replace([.. settings.FiltersOf(table)]);
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.SavedFilters;

    /// <summary>The saved filters.</summary>
    public SelectableList<SavedFilter> Filters { get; } = new(filter => filter.Name);

    /// <summary>The filter that would be kept.</summary>
    public string Present => _region.Filter.Text;

    /// <summary>The name that was typed for it.</summary>
    public string Name => _name.Text;

    /// <summary>Why something was not done; empty if nothing failed.</summary>
    public string Problem { get; private set; }

    /// <inheritdoc/>
    public override bool Type(string printable)
    {
        _name.Append(printable);
        Notify();
        return true;
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "saved.close":
                Close();
                return true;
            case "saved.up" or "saved.down":
                Filters.Move(command == "saved.up" ? -1 : 1);
                break;
            case "saved.backspace":
                _name.Backspace();
                break;
            case "saved.apply":
                Apply();
                break;
            case "saved.keep":
                Keep();
                break;
            case "saved.forget":
                if (Filters.Selected is { } filter)
                    Finish(_settings.Forget(_table, filter));
                break;
            default:
                return false;
        }

        Notify();
        return true;
    }

    private void Apply()
    {
        if (Filters.Selected is not { } filter)
            return;
        _region.Filter.Set(filter.Text);
        int column = _choice.Titles.ToList().IndexOf(filter.Sort ?? "");
        if (column >= 0)
            _choice.SortBy(column, filter.Reversed);
        _region.Refresh();
        Close();
    }

    private void Keep()
    {
        string text = Present;
        if (text.Length == 0)
        {
            Problem = "there is no filter to keep: Esc, then / types one";
            return;
        }

        // A key that was pasted into the filter by mistake must not reach a file.
        if (_context.Shell.Data is { } data && text.Split(' ').Append(Name).Any(word => word.Length > 0 && KeyRecognition.Find(data.Catalog, word).Count > 0))
        {
            Problem = "this looks like a key, and keys are kept in accounts only";
            return;
        }

        Finish(_settings.Keep(_table, new SavedFilter(Name.Length > 0 ? Name : text, text, _choice.Titles[_choice.Sort], _choice.Reversed)));
        _name.Clear();
    }

    private void Finish(bool written)
    {
        Problem = written ? "" : _settings.Problem ?? "this console keeps nothing: it has no configuration directory";
        Filters.Replace([.. _settings.FiltersOf(_table)]);
    }
}
