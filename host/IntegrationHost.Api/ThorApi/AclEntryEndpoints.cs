using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Permissions;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using AclEntry = IntegrationHost.Client.Wire.AclEntry;
using DomainEntry = IntegrationHost.Core.Permissions.AclEntry;

namespace IntegrationHost.Api.ThorApi;

/// <summary><c>/v1/AclEntry</c>, as a generated ThorAPI client expects it: entries of the objects that the caller administers.</summary>
internal static class AclEntryEndpoints
{
    public static void MapAclEntries(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder entries = routes.MapGroup("/v1/AclEntry").WithTags("AclEntry").WithThorErrors();
        entries.MapGet("", List).WithName("getAclEntryList").WithSummary("Entries, paged from 0, filtered by example.")
            .Produces<IReadOnlyList<AclEntry>>().WithListQuery().Needs(Scopes.AccountsRead);
        entries.MapPost("", Create).WithName("postAclEntry").WithSummary("Grants or denies. An identity has one entry of each kind per object; its mask grows.")
            .Accepts<AclEntry>("application/json").Produces<AclEntry>(StatusCodes.Status201Created).Needs(Scopes.AccountsWrite);
        entries.MapGet("/{id:guid}", Get).WithName("getAclEntry").WithSummary("One entry.").Produces<AclEntry>().Needs(Scopes.AccountsRead);
        entries.MapPut("/{id:guid}", Replace).WithName("updateAclEntry").WithSummary("Sets an entry's mask and whether it grants; object and identity stay.")
            .Accepts<AclEntry>("application/json").Produces<AclEntry>().Needs(Scopes.AccountsWrite);
        entries.MapDelete("/{id:guid}", Delete).WithName("deleteAclEntry").WithSummary("Removes an entry.").Needs(Scopes.AccountsWrite);
    }

    private static async Task<ContentHttpResult> List(HttpContext context, PermissionService permissions, CancellationToken cancellationToken)
    {
        ListQuery query = ListQuery.Read(context, ThorShapes.AclEntry);
        return ThorResults.Json(query.Select((await permissions.EntriesAsync(cancellationToken)).Select(ToWire)));
    }

    private static async Task<ContentHttpResult> Get(Guid id, PermissionService permissions, CancellationToken cancellationToken) =>
        ThorResults.Json(ToWire((await permissions.EntriesAsync(cancellationToken)).FirstOrDefault(entry => entry.Id == id) ?? throw new NotFoundException("AclEntry", id.ToString())));

    private static async Task<ContentHttpResult> Create(HttpContext context, PermissionService permissions, CancellationToken cancellationToken)
    {
        AclEntry wire = Read(await WireBody.ReadAsync(context.Request, cancellationToken));
        (SecuredType type, Guid id) = ObjectPlace.Read(wire.AclObjectIdentity?.AclClass?.Class ?? wire.AclObjectIdentity?.ObjectIdClass, wire.AclObjectIdentity?.ObjectIdIdentity);
        DomainEntry made = await permissions.AddEntryAsync(type, id, wire.AclSid?.Sid, ObjectPlace.Mask(wire.Mask), wire.Granting ?? true, cancellationToken);
        context.Response.Headers.Location = $"/v1/AclEntry/{made.Id}";
        return ThorResults.Json(ToWire(made), StatusCodes.Status201Created);
    }

    private static async Task<ContentHttpResult> Replace(Guid id, HttpRequest request, PermissionService permissions, CancellationToken cancellationToken)
    {
        AclEntry wire = Read(await WireBody.ReadAsync(request, cancellationToken));
        DomainEntry? now = await permissions.ReplaceEntryAsync(id, ObjectPlace.Mask(wire.Mask), wire.Granting ?? true, cancellationToken);
        return ThorResults.Json(ToWire(now!));
    }

    private static async Task<NoContent> Delete(Guid id, PermissionService permissions, CancellationToken cancellationToken, bool cascade = true, bool trash = true)
    {
        // There is no trash for an entry: one that may come back is one that still grants.
        _ = cascade | trash;
        await permissions.ReplaceEntryAsync(id, Permission.None, granting: true, cancellationToken);
        return TypedResults.NoContent();
    }

    private static AclEntry Read(JsonObject body) => AuditProperties.Remove(body).Deserialize(ApiJsonContext.Default.AclEntry)!;

    private static JsonObject ToWire(DomainEntry entry) => (JsonObject)JsonSerializer.SerializeToNode(
        new AclEntry
        {
            Id = entry.Id.ToString(),
            AclObjectIdentity = new AclObjectIdentity
            {
                AclClass = new AclClass { Class = entry.Type.ClassName },
                ObjectIdClass = entry.Type.ClassName,
                ObjectIdIdentity = entry.ObjectId.ToString(),
                OwnerSid = new AclSid { Sid = entry.OwnerName, Principal = true },
                EntriesInheriting = false,
            },
            AceOrder = entry.Order,
            AclSid = new AclSid { Sid = entry.Name, Principal = entry.IsPrincipal },
            Mask = (int)entry.Mask,
            Granting = entry.Granting,
            AuditSuccess = true,
            AuditFailure = true,
            Trashed = false,
        },
        ApiJsonContext.Default.AclEntry)!;
}
