using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Plugins;

/// <summary>The forms and questions about plugins.</summary>
internal static class PluginForms
{
    /// <summary>Copies a plugin into the plugins directory; it waits there.</summary>
    public static OperationFormModel Add(ConsoleContext context, Action<PluginDetailReport> added) => new(
        context, "ADD A PLUGIN", "or a new version of one; none of its code runs before you approve what it asks for", "ADD",
        new OperationKind(
            "Path",
            () => [OperationFormModel.Text("path", "Path", "Full path of a folder or a .zip on the host's machine.", required: true)],
            fields =>
            {
                AddPluginRequest request = new() { Path = fields[0].Reveal() };
                return async cancellationToken =>
                {
                    PluginDetailReport detail = await (await context.AsAsync<IHostPlugins>()).AddPluginAsync(request, cancellationToken);
                    return () => added(detail);
                };
            }));

    /// <summary>Shows what waits and asks for, and approves exactly that.</summary>
    public static ChangeModel Approve(ConsoleContext context, PluginDetailReport detail, Action changed)
    {
        PluginReport waiting = detail.Waiting!;
        string digest = waiting.Digest!;
        return new(
            context, $"APPROVE · {waiting.Id} {waiting.Version}", Palette.Tan, "APPROVE",
            [.. PluginDetailFacts.Ask(detail), new DetailLine("hash", digest, Palette.Grey), new DetailLine("", "Its code runs from then on. It never gets a key: the host sends them, and to these hosts only.", Palette.Peach)],
            async cancellationToken =>
            {
                PluginDetailReport now = await (await context.AsAsync<IHostPlugins>()).ApprovePluginAsync(waiting.Id, new ApprovePluginRequest { Hash = digest }, cancellationToken);
                return $"{now.Plugin.Id} {now.Plugin.Version} is approved: {now.Plugin.Status}";
            })
        { Done = changed };
    }

    /// <summary>Asks before a plugin is switched off, or on again.</summary>
    public static ChangeModel Switch(ConsoleContext context, PluginDetailReport detail, Action changed)
    {
        string id = detail.Plugin.Id;
        return detail.Plugin.Status == "Disabled"
            ? new(context, $"SWITCH ON · {id}", Palette.Green, "SWITCH ON", [new DetailLine("", "It serves again, as it was approved.", Palette.Peach)], Doing(context, host => host.EnablePluginAsync, id, "is on")) { Done = changed }
            : new(context, $"SWITCH OFF · {id}", Palette.Red, "SWITCH OFF", [new DetailLine("", "What depends on it cannot run until it is on again. Accounts and keys stay.", Palette.Peach), .. PluginDetailFacts.Affected(detail.Affected)], Doing(context, host => host.DisablePluginAsync, id, "is off")) { Done = changed };
    }

    /// <summary>Asks before going back to the version before.</summary>
    public static ChangeModel Rollback(ConsoleContext context, PluginDetailReport detail, PluginVersionReport former, Action changed) => new(
        context, $"GO BACK · {detail.Plugin.Id}", Palette.Tan, "GO BACK",
        [new DetailLine("", $"From {detail.Plugin.Version} to {former.Version}, which served before. Calls under way end on the version that they began with.", Palette.Peach), .. PluginDetailFacts.Versions(detail)],
        Doing(context, host => host.RollbackPluginAsync, detail.Plugin.Id, $"is back at {former.Version}"))
    { Done = changed };

    /// <summary>Asks before a plugin is loaded anew.</summary>
    public static ChangeModel Reload(ConsoleContext context, PluginDetailReport detail, Action changed) => new(
        context, $"LOAD ANEW · {detail.Plugin.Id}", Palette.Sky, "LOAD ANEW",
        [new DetailLine("", "Calls under way end first; no account is touched.", Palette.Peach)],
        Doing(context, host => host.ReloadPluginAsync, detail.Plugin.Id, "is loaded anew"))
    { Done = changed };

    /// <summary>Asks before a plugin is taken away.</summary>
    public static ChangeModel Remove(ConsoleContext context, PluginDetailReport detail, Action changed) => new(
        context, $"REMOVE · {detail.Plugin.Id}", Palette.Red, "REMOVE",
        [new DetailLine("", "Its files and approvals go. Accounts and keys stay, and are of no use without it.", Palette.Peach), .. PluginDetailFacts.Affected(detail.Affected)],
        async cancellationToken =>
        {
            await (await context.AsAsync<IHostPlugins>()).RemovePluginAsync(detail.Plugin.Id, cancellationToken);
            return $"{detail.Plugin.Id} is taken away";
        })
    { Done = changed };

    private static Func<CancellationToken, Task<string>> Doing(ConsoleContext context, Func<IHostPlugins, Func<string, CancellationToken, Task<PluginDetailReport>>> call, string id, string what) => async cancellationToken =>
    {
        PluginDetailReport now = await call(await context.AsAsync<IHostPlugins>())(id, cancellationToken);
        return $"{now.Plugin.Id} {what}: {now.Plugin.Status}";
    };
}
