using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
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
        if (ReadsAgain)
            Opened();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "plugin.open":
                OpenDetail();
                return true;
            case "plugin.add":
                Context.Shell.Open(PluginForms.Add(Context, Added));
                return true;
            case "plugin.approve":
                WithDetail(Approve);
                return true;
            case "plugin.switch":
                WithDetail(detail => Context.Shell.Open(PluginForms.Switch(Context, detail, Opened)));
                return true;
            case "plugin.rollback":
                WithDetail(Rollback);
                return true;
            case "plugin.reload":
                WithDetail(detail => Context.Shell.Open(PluginForms.Reload(Context, detail, Opened)));
                return true;
            case "plugin.remove":
                WithDetail(detail => Context.Shell.Open(PluginForms.Remove(Context, detail, Opened)));
                return true;
            default:
                return base.Run(command);
        }
    }

    // What the list knows stands there at once; the rest is asked for.
    private void OpenDetail()
    {
        if (Table.Selected is not { } plugin)
            return;
        FactsModel facts = new(Context, $"PLUGIN · {plugin.Id}", PluginFacts.Status(plugin).Color, PluginFacts.Of(plugin)) { CopyText = plugin.Digest ?? plugin.Id };
        Context.Shell.Open(facts);
        WithDetail(detail => facts.Show([.. PluginFacts.Of(plugin), .. PluginDetailFacts.Of(detail)]));
    }

    private void WithDetail(Action<PluginDetailReport> then)
    {
        if (Table.Selected is { } plugin)
            Read<IHostPlugins, (PluginDetailReport? Detail, string Refusal)>((host, cancellationToken) => AskAsync(host, plugin.Id, cancellationToken), answer =>
            {
                if (answer.Detail is { } detail)
                    then(detail);
                else
                    Context.Shell.Say($"x {answer.Refusal}", Palette.Red);
            });
    }

    // The list stays readable for those who may not see more; what they asked for is answered where they look.
    private static async Task<(PluginDetailReport? Detail, string Refusal)> AskAsync(IHostPlugins host, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await host.GetPluginAsync(id, cancellationToken), "");
        }
        catch (HostApiException exception)
        {
            return (null, Failure.TextOf(exception));
        }
    }

    private void Approve(PluginDetailReport detail)
    {
        if (detail.Waiting is { Digest: not null })
            Context.Shell.Open(PluginForms.Approve(Context, detail, Opened));
        else
            Context.Shell.Say($"nothing of {detail.Plugin.Id} waits for an approval", Palette.Sky);
    }

    private void Rollback(PluginDetailReport detail)
    {
        if (detail.Versions.FirstOrDefault(version => version.State == "Former") is { } former)
            Context.Shell.Open(PluginForms.Rollback(Context, detail, former, Opened));
        else
            Context.Shell.Say($"{detail.Plugin.Id} has no former version to go back to", Palette.Sky);
    }

    private void Added(PluginDetailReport detail)
    {
        Opened();
        Approve(detail);
    }
}
