using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.OpenApi;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Requests;
using IntegrationHost.Core;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.ThorApi;

/// <summary>The CRUD that ThorAPI generates for every entity, under <c>/v1</c> and the entity's name.</summary>
internal static class EntityEndpoints
{
    public static void MapEntities(this IEndpointRouteBuilder routes)
    {
        foreach (EntityType type in EntityTypes.All)
            Map(routes, type);
    }

    private static void Map(IEndpointRouteBuilder routes, EntityType type)
    {
        string name = type.Name;
        RouteGroupBuilder entities = routes.MapGroup($"/v1/{name}").WithTags(name).WithThorErrors().WithMetadata(BodyCap.Large);
        entities.MapGet("", (HttpContext context, EntityService service, CancellationToken cancellationToken) => ListAsync(type, context, service, cancellationToken))
            .WithName($"get{name}List").WithSummary($"{name} entities, paged from 0, filtered by example.").WithListQuery().WithEntity(type, list: true).Needs(Scopes.AccountsRead);
        entities.MapPost("", (HttpContext context, EntityService service, CancellationToken cancellationToken) => CreateAsync(type, context, service, cancellationToken))
            .WithName($"post{name}").WithSummary($"Stores a {name}. An id in the body is ignored.").WithEntityBody(type).WithEntity(type, StatusCodes.Status201Created)
            .WithMetadata(IdempotentPost.Honoured).NeedsToWrite(type);
        entities.MapGet("/{id:guid}", (Guid id, EntityService service, CancellationToken cancellationToken) => GetAsync(type, id, service, cancellationToken))
            .WithName($"get{name}").WithSummary($"One {name}. Secure fields are masked.").WithEntity(type).Needs(Scopes.AccountsRead);
        entities.MapPut("/{id:guid}", (Guid id, HttpRequest request, EntityService service, CancellationToken cancellationToken) => ReplaceAsync(type, id, request, service, cancellationToken))
            .WithName($"update{name}").WithSummary("Saves the whole object. A secure field that is absent, null or the mask keeps what is stored.").WithEntityBody(type).WithEntity(type).NeedsToWrite(type);
        entities.MapPatch("/{id:guid}", (Guid id, HttpRequest request, EntityService service, CancellationToken cancellationToken) => PatchAsync(type, id, request, service, cancellationToken))
            .WithName($"patch{name}ById").WithSummary("Merge patch: absent keeps, null clears.").WithEntityBody(type, "application/merge-patch+json").WithEntity(type).NeedsToWrite(type);
        entities.MapDelete("/{id:guid}", (Guid id, EntityService service, CancellationToken cancellationToken, bool cascade = true, bool trash = true) =>
                DeleteAsync(type, id, service, cascade, trash, cancellationToken))
            .WithName($"delete{name}").WithSummary("Soft-deletes by default, with all that belongs to it; trash=false removes for good, cascade=false refuses while something belongs to it.")
            .NeedsToWrite(type);
    }

    // SecureKeys are what ThorAPI encrypts by: a matter of its admins.
    private static RouteHandlerBuilder NeedsToWrite(this RouteHandlerBuilder route, EntityType type) =>
        type == EntityTypes.SecureKey ? route.NeedsAdmin(Scopes.AccountsWrite) : route.Needs(Scopes.AccountsWrite);

    private static async Task<ContentHttpResult> ListAsync(EntityType type, HttpContext context, EntityService service, CancellationToken cancellationToken)
    {
        ListQuery query = ListQuery.Read(context, type);
        if (query is { Example: null, Sort.Count: 0 })
        {
            IReadOnlyList<StoredEntity> page = await service.ListAsync(type, includeTrashed: false, cancellationToken, query.Skip, query.Size);
            return await ExpandedAsync(type, page, service, cancellationToken);
        }

        IReadOnlyList<StoredEntity> all = await service.ListAsync(type, query.WantsTrashed, cancellationToken);
        return await ExpandedAsync(type, query.Select(all, entity => entity.Wire), service, cancellationToken);
    }

    private static async Task<ContentHttpResult> GetAsync(EntityType type, Guid id, EntityService service, CancellationToken cancellationToken) =>
        ThorResults.Json((await service.FindAsync(type, id, cancellationToken) ?? throw new NotFoundException(type.Name, id.ToString())).Wire);

    private static async Task<ContentHttpResult> CreateAsync(EntityType type, HttpContext context, EntityService service, CancellationToken cancellationToken)
    {
        JsonObject body = await WireBody.ReadAsync(context.Request, cancellationToken);
        StoredEntity stored = await service.CreateAsync(type, body, cancellationToken);
        context.Response.Headers.Location = $"/v1/{type.Name}/{stored.Id}";
        return ThorResults.Json(stored.Wire, StatusCodes.Status201Created);
    }

    private static async Task<ContentHttpResult> ReplaceAsync(EntityType type, Guid id, HttpRequest request, EntityService service, CancellationToken cancellationToken) =>
        ThorResults.Json((await service.ReplaceAsync(type, id, await WireBody.ReadAsync(request, cancellationToken), cancellationToken)).Wire);

    private static async Task<ContentHttpResult> PatchAsync(EntityType type, Guid id, HttpRequest request, EntityService service, CancellationToken cancellationToken) =>
        ThorResults.Json((await service.PatchAsync(type, id, await WireBody.ReadAsync(request, cancellationToken), cancellationToken)).Wire);

    private static async Task<NoContent> DeleteAsync(EntityType type, Guid id, EntityService service, bool cascade, bool trash, CancellationToken cancellationToken)
    {
        await service.DeleteAsync(type, id, trash, cascade, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<ContentHttpResult> ExpandedAsync(EntityType type, IReadOnlyList<StoredEntity> page, EntityService service, CancellationToken cancellationToken)
    {
        await service.ExpandAsync(type, page, cancellationToken);
        return ThorResults.Json([.. page.Select(entity => entity.Wire)]);
    }
}
