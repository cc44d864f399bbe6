using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Modules;

/// <summary>The modules of the workflows: whether each can run, and with which account.</summary>
/// <param name="context">What the page uses of the console.</param>
internal sealed class ModulesModel(ConsoleContext context) : TablePageModel<ModuleRow>(context, CommandScope.Modules, row => row.Id, Columns)
{
    private static readonly TableColumn<ModuleRow>[] Columns =
    [
        new("MODULE", 22, 1, row => row.Name) { Color = _ => Palette.Peach, Grow = 2 },
        new("WORKFLOW", 16, 3, row => row.Workflow) { Grow = 1 },
        new("STATE", 18, 2, row => row.State) { Color = row => row.Color },
        new("ACCOUNT", 16, 2, row => row.Account) { Color = _ => Palette.Sky, Grow = 1 },
        new("CLASS", 24, 6, row => row.ClassName[(row.ClassName.LastIndexOf('.') + 1)..]) { Grow = 1 },
        new("STATUS", 9, 7, row => row.Module.Status ?? ""),
    ];

    private IReadOnlyList<ExecModule> _modules = [];
    private Dictionary<string, CoverageItem> _coverage = [];
    private bool _read;

    /// <inheritdoc/>
    public override string Title => "MODULES";

    /// <inheritdoc/>
    public override string Note => (Workflow is null ? "" : $"{Workflow} │ ") + (OnlyWaiting ? "waiting │ " : "") + base.Note;

    /// <inheritdoc/>
    public override string Empty => _read ? "no workflow is known yet: i imports ExecModules or workflows from a JSON file" : "reading...";

    /// <inheritdoc/>
    public override string? OpenCommand => "module.fix";

    /// <inheritdoc/>
    public override string? CopyText => Table.Selected?.Id;

    /// <inheritdoc/>
    public override string? CommandLine => Table.Selected is { } row ? $"integration-host modules execute {row.Id} --input -" : null;

    /// <summary>Workflow the rows are limited to; <c>null</c> for all.</summary>
    public string? Workflow { get; private set; }

    /// <summary>Whether only modules that wait are shown.</summary>
    public bool OnlyWaiting { get; private set; }

    /// <summary>The workflows, by name.</summary>
    public IReadOnlyList<string> Workflows { get; private set; } = [];

    /// <inheritdoc/>
    public override void Opened() => Read<IIntegrationHostClient, IReadOnlyList<ExecModule>>((host, cancellationToken) => host.GetModulesAsync(cancellationToken), modules =>
    {
        _modules = modules;
        _read = true;
        Rebuild();
    });

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        _coverage = data.Coverage.Items.DistinctBy(item => item.ModuleId, StringComparer.Ordinal).ToDictionary(item => item.ModuleId, StringComparer.Ordinal);
        Rebuild();
        // Links and states come with the coverage; only modules that came or went have to be read anew.
        if (_read && !Reading && data.Coverage.Total + data.Coverage.NotNeeded != _modules.Count)
            Opened();
    }

    /// <inheritdoc/>
    public override bool Clear()
    {
        bool any = base.Clear() || Workflow is not null || OnlyWaiting;
        (Workflow, OnlyWaiting) = (null, false);
        Rebuild();
        return any;
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "module.waiting":
                OnlyWaiting = !OnlyWaiting;
                break;
            case "module.next-workflow":
                Workflow = CategoryCycle.Step(Workflows, Workflow, 1);
                break;
            case "module.previous-workflow":
                Workflow = CategoryCycle.Step(Workflows, Workflow, -1);
                break;
            default:
                return base.Run(command);
        }

        Rebuild();
        return true;
    }

    /// <summary>How many of a workflow's modules can run, in words.</summary>
    public string Tally(string workflow)
    {
        ModuleRow[] rows = [.. Rows().Where(row => row.Workflow == workflow)];
        return string.Create(CultureInfo.InvariantCulture, $"{rows.Count(row => !row.Waits)} of {rows.Length} modules can run");
    }

    private void Rebuild()
    {
        ModuleRow[] rows = [.. Rows()];
        Workflows = [.. rows.Select(row => row.Workflow).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase)];
        if (Workflow is not null && !Workflows.Contains(Workflow))
            Workflow = null;
        Table.Replace([.. rows.Where(row => Workflow is null || row.Workflow == Workflow).Where(row => !OnlyWaiting || row.Waits)]);
    }

    private IEnumerable<ModuleRow> Rows() => _modules.Select(module => new ModuleRow(module, _coverage.GetValueOrDefault(module.Id ?? "")));
}
