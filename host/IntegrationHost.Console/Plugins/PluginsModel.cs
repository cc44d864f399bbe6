using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Plugins;

/// <summary>The plugins, with their status and its cause.</summary>
internal sealed class PluginsModel : TablePageModel<PluginReport>
{
    /// <param name="context">What the page uses of the console.</param>
    public PluginsModel(ConsoleContext context)
        : base(context, CommandScope.Plugins, plugin => plugin.Id + plugin.Version, PluginFacts.Columns)
    {
    }

    /// <inheritdoc/>
    public override string Title => "PLUGINS";

    /// <inheritdoc/>
    public override string Empty => "no plugin: build them, or put one into the plugins directory";

    /// <inheritdoc/>
    public override string OpenCommand => "plugin.open";

    /// <inheritdoc/>
    public override string Note
    {
        get
        {
            int troubled = Table.Rows.Count(plugin => plugin.Status != "Active");
            return string.Create(CultureInfo.InvariantCulture, $"{(troubled > 0 ? $"! {troubled} not active │ " : "")}{base.Note}");
        }
    }

    /// <inheritdoc/>
    public override string? CopyText => Table.Selected?.Id;

    /// <inheritdoc/>
    public override string CommandLine => "integration-host plugins list";

    /// <summary>The selected plugin as labelled lines, for the pane below the table.</summary>
    public IReadOnlyList<DetailLine> Facts => Table.Selected is { } plugin ? PluginFacts.Of(plugin, brief: true) : [];

    /// <inheritdoc/>
    public override void Opened() => Read<IIntegrationHostClient, IReadOnlyList<PluginReport>>((host, cancellationToken) => host.GetPluginsAsync(cancellationToken), Table.Replace);

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        if (!Reading)
            Opened();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "plugin.open":
                if (Table.Selected is { } plugin)
                    Context.Shell.Open(new FactsModel(Context, $"PLUGIN · {plugin.Id}", PluginFacts.Status(plugin).Color, PluginFacts.Of(plugin)) { CopyText = plugin.Id });
                return true;
            default:
                return base.Run(command);
        }
    }
}
