using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Requests;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/ExecModule</c>, as a generated ThorAPI client expects it.</summary>
internal static class ExecModuleEndpoints
{
    public static void MapExecModules(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder modules = routes.MapGroup("/v1/ExecModule").WithTags("ExecModule").WithThorErrors().WithMetadata(BodyCap.Module);
        modules.MapGet("", List).WithName("getExecModuleList").WithSummary("ExecModules, paged from 0, filtered by example.")
            .Produces<IReadOnlyList<ExecModule>>().WithListQuery().Needs(Scopes.AccountsRead);
        modules.MapPost("", Create).WithName("postExecModule").WithSummary("Stores an ExecModule. An id in the body is ignored.")
            .Accepts<ExecModule>("application/json").Produces<ExecModule>(StatusCodes.Status201Created)
            .WithMetadata(IdempotentPost.Honoured).Needs(Scopes.AccountsWrite, SecuredType.Module, Permission.Create);
        modules.MapGet("/{id:guid}", Get).WithName("getExecModule").WithSummary("One ExecModule with all its properties.")
            .Produces<ExecModule>().Needs(Scopes.AccountsRead, SecuredType.Module, Permission.Read);
        modules.MapPut("/{id:guid}", Replace).WithName("updateExecModule").WithSummary("Saves the whole object; absent properties are gone.")
            .Accepts<ExecModule>("application/json").Produces<ExecModule>().WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Module, Permission.Read, Permission.Write);
        modules.MapPatch("/{id:guid}", Patch).WithName("patchExecModuleById").WithSummary("Merge patch: absent keeps, null clears.")
            .Accepts<ExecModule>("application/merge-patch+json", "application/json").Produces<ExecModule>().WithRequestTimeout(ServerLimits.ProviderCalls).Needs(Scopes.AccountsWrite, SecuredType.Module, Permission.Read, Permission.Write);
        modules.MapDelete("/{id:guid}", Delete).WithName("deleteExecModule").WithSummary("Soft-deletes by default; trash=false removes for good.").Needs(Scopes.AccountsWrite, SecuredType.Module, Permission.Delete);
    }

    private static async Task<ContentHttpResult> List(HttpContext context, ModuleService modules, CancellationToken cancellationToken)
    {
        ListQuery query = ListQuery.Read(context, ThorShapes.ExecModule);
        if (query.Sort.Count == 0)
        {
            Func<StoredModule, bool>? matches = query.Example is { } example ? module => example.Matches(ExecModuleMapper.ToWire(module)) : null;
            return ThorResults.Json([.. (await modules.PageAsync(query.WantsTrashed, matches, query.Skip, query.Size, cancellationToken)).Select(ExecModuleMapper.ToWire)]);
        }

        // Any property may be asked for in the order; only the texts know them.
        IReadOnlyList<StoredModule> all = await modules.ListAsync(cancellationToken, query.WantsTrashed);
        return ThorResults.Json(query.Select(all.Select(ExecModuleMapper.ToWire)));
    }

    private static async Task<ContentHttpResult> Get(Guid id, HttpResponse response, ModuleService modules, CancellationToken cancellationToken)
    {
        StoredModule module = await FindAsync(id, modules, cancellationToken);
        EntityTags.Write(response, module.Version);
        return ThorResults.Json(ExecModuleMapper.ToWire(module));
    }

    private static async Task<ContentHttpResult> Create(HttpContext context, ModuleService modules, CancellationToken cancellationToken)
    {
        JsonObject body = ExecModuleMapper.FromWire(await WireBody.ReadAsync(context.Request, cancellationToken));
        body.Remove("id");
        StoredModule stored = await modules.SaveAsync(null, body, cancellationToken);
        context.Response.Headers.Location = $"/v1/ExecModule/{stored.Id}";
        return ThorResults.Json(ExecModuleMapper.ToWire(stored), StatusCodes.Status201Created);
    }

    private static async Task<ContentHttpResult> Replace(Guid id, HttpRequest request, ModuleService modules, CancellationToken cancellationToken)
    {
        await FindAsync(id, modules, cancellationToken);
        JsonObject body = ExecModuleMapper.FromWire(await WireBody.ReadAsync(request, cancellationToken));
        return ThorResults.Json(ExecModuleMapper.ToWire(await modules.SaveAsync(id, body, cancellationToken)));
    }

    private static async Task<ContentHttpResult> Patch(Guid id, HttpRequest request, ModuleService modules, CancellationToken cancellationToken)
    {
        JsonObject current = ExecModuleMapper.ToWire(await FindAsync(id, modules, cancellationToken));
        JsonObject merged = MergePatch.Apply(current, await WireBody.ReadAsync(request, cancellationToken));
        return ThorResults.Json(ExecModuleMapper.ToWire(await modules.SaveAsync(id, ExecModuleMapper.FromWire(merged), cancellationToken)));
    }

    /// <summary>An ExecModule has nothing below it here, so <c>cascade</c> changes nothing.</summary>
    private static async Task<NoContent> Delete(
        Guid id, ModuleService modules, CancellationToken cancellationToken, bool cascade = true, bool trash = true)
    {
        _ = cascade;
        await modules.DeleteAsync(id, trash, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<StoredModule> FindAsync(Guid id, ModuleService modules, CancellationToken cancellationToken) =>
        await modules.FindAsync(id, cancellationToken) ?? throw new NotFoundException("ExecModule", id.ToString());
}
