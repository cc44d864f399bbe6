using IntegrationHost.Api.Problems;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Permissions;

/// <summary>Reads from the wire which object and which permission is meant.</summary>
internal static class ObjectPlace
{
    public static (SecuredType Type, Guid Id) Read(string? objectType, string? objectId)
    {
        SecuredType type = Type(objectType);
        return Guid.TryParseExact(objectId, "D", out Guid id) ? (type, id) : throw RequestRefusedException.BadRequest("objectId is no UUID. Take it from the list of the objects.");
    }

    public static SecuredType Type(string? objectType) => SecuredType.Find(objectType)
        ?? throw RequestRefusedException.BadRequest($"objectType is not known. Known are {string.Join(", ", SecuredType.All.Select(type => type.ClassName))}.");

    public static Permission Permission(string? name) => PermissionNames.Parse(name)
        ?? throw RequestRefusedException.BadRequest($"permission is not known. Known are {PermissionNames.Known}.");

    public static Permission Mask(int? mask) => mask is > 0 && ((Permission)mask.Value & ~PermissionNames.All) == 0
        ? (Permission)mask.Value
        : throw RequestRefusedException.BadRequest("mask is no sum of known permissions: READ 1, INSERT 2, CREATE 4, ENCRYPTION 8, WRITE 16, DELETE 32, EXECUTE 64, GRANTING 128, ADMIN 256, VIEW_DECRYPTED 512, APPEND 1024.");
}
