using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins.Dropped;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Plugins;

/// <summary><c>/api/plugins</c>: what is loaded and why something is not; dropping in, approving, replacing and taking away.</summary>
internal static class PluginEndpoints
{
    public static void MapPlugins(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder plugins = routes.MapGroup("/api/plugins").WithTags("plugins").WithProblems();
        plugins.MapGet("", List).WithName("getPlugins").WithSummary("Every plugin with its status, and the cause where it is not active. A version that waits for an approval is a line of its own.")
            .Needs(Scopes.AccountsRead);
        plugins.MapGet("/{id}", Show).WithName("getPlugin").WithSummary("One plugin: versions, what it asks for, in what it differs from what was approved, and what depends on it.").Needs(Scopes.PluginsAdmin);
        plugins.MapPost("", Add).WithName("addPlugin").WithSummary("Copies a folder or a zip on the host's machine into the plugins directory. It waits there for an approval; none of its code runs.").DoneOnce()
            .NeedsAdmin(Scopes.PluginsAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        plugins.MapPost("/reload", Look).WithName("rescanPlugins").WithSummary("Looks at every byte in the plugins directory now; else it is looked at every two seconds.").DoneOnce()
            .NeedsAdmin(Scopes.PluginsAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        plugins.MapPost("/{id}/approve", Approve).WithName("approvePlugin")
            .WithSummary("Approves exactly the bytes with this hash: pins every file, loads them beside what serves, tries them, and has them serve. If they fail, what served goes on serving.").DoneOnce()
            .NeedsAdmin(Scopes.PluginsAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        plugins.MapPost("/{id}/disable", Disable).WithName("disablePlugin").WithSummary("Switches a plugin off; also one that came with the program.").DoneOnce().NeedsAdmin(Scopes.PluginsAdmin);
        plugins.MapPost("/{id}/enable", Enable).WithName("enablePlugin").WithSummary("Switches a plugin on.").DoneOnce().NeedsAdmin(Scopes.PluginsAdmin);
        plugins.MapPost("/{id}/rollback", RollBack).WithName("rollbackPlugin").WithSummary("Goes back to the version that served before; if the approved files were changed, puts them back.").DoneOnce()
            .NeedsAdmin(Scopes.PluginsAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        plugins.MapPost("/{id}/reload", Reload).WithName("reloadPlugin").WithSummary("Loads the version that serves once more; runs under way end on the one before.").DoneOnce()
            .NeedsAdmin(Scopes.PluginsAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        plugins.MapDelete("/{id}", Remove).WithName("removePlugin").WithSummary("Takes away a dropped-in plugin with its approvals and files.").NeedsAdmin(Scopes.PluginsAdmin);
        plugins.MapDelete("/{id}/versions/{version}", RemoveVersion).WithName("removePluginVersion").WithSummary("Takes away one version that does not serve everyone.").NeedsAdmin(Scopes.PluginsAdmin);
    }

    private static async Task<Ok<IReadOnlyList<PluginReport>>> List(DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.LookAsync(DropLook.Quick, cancellationToken);
        return Reports(plugins);
    }

    private static async Task<Ok<PluginDetailReport>> Show(string id, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.LookAsync(DropLook.Quick, cancellationToken);
        return await DetailAsync(id, plugins, cancellationToken);
    }

    private static async Task<Created<PluginDetailReport>> Add(AddPluginRequest request, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        (string id, string digest) = await plugins.AddAsync(request.Path, cancellationToken);
        return TypedResults.Created($"/api/plugins/{id}", PluginMapper.ToReport(await plugins.ShowAsync(id, cancellationToken, digest)) with { Added = digest });
    }

    private static async Task<Ok<IReadOnlyList<PluginReport>>> Look(DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.LookAsync(DropLook.Thorough, cancellationToken);
        return Reports(plugins);
    }

    private static async Task<Ok<PluginDetailReport>> Approve(string id, ApprovePluginRequest request, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.ApproveAsync(id, request.Hash, request.Beside, cancellationToken);
        return await DetailAsync(id, plugins, cancellationToken);
    }

    private static async Task<Ok<PluginDetailReport>> Disable(string id, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.SwitchAsync(id, off: true, cancellationToken);
        return await DetailAsync(id, plugins, cancellationToken);
    }

    private static async Task<Ok<PluginDetailReport>> Enable(string id, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.SwitchAsync(id, off: false, cancellationToken);
        return await DetailAsync(id, plugins, cancellationToken);
    }

    private static async Task<Ok<PluginDetailReport>> RollBack(string id, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.RollBackAsync(id, cancellationToken);
        return await DetailAsync(id, plugins, cancellationToken);
    }

    private static async Task<Ok<PluginDetailReport>> Reload(string id, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.ReloadAsync(id, cancellationToken);
        return await DetailAsync(id, plugins, cancellationToken);
    }

    private static async Task<NoContent> Remove(string id, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.RemoveAsync(id, version: null, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemoveVersion(string id, string version, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        await plugins.RemoveAsync(id, version, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Ok<IReadOnlyList<PluginReport>> Reports(DroppedPlugins plugins) => TypedResults.Ok<IReadOnlyList<PluginReport>>([.. plugins.List().Select(PluginMapper.ToReport)]);

    private static async Task<Ok<PluginDetailReport>> DetailAsync(string id, DroppedPlugins plugins, CancellationToken cancellationToken) =>
        TypedResults.Ok(PluginMapper.ToReport(await plugins.ShowAsync(id, cancellationToken)));
}
