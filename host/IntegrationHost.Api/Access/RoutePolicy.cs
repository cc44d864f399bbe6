using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Access;

/// <summary>Who may call an address. Every address has one, said beside it; the host does not start otherwise.</summary>
internal sealed record RoutePolicy
{
    /// <summary>Whether it needs no token.</summary>
    public bool Open { get; init; }

    /// <summary>The scope that the token needs; <c>null</c> for any token.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether the role ADMIN is needed.</summary>
    public bool AdminOnly { get; init; }

    /// <summary>The type of the object that the address names; <c>null</c> if it names none.</summary>
    public SecuredType? Type { get; init; }

    /// <summary>The permissions that are needed on it (at the type, to make one): all of them. The domain asks for them; here they are for reading and for tests.</summary>
    public IReadOnlyList<Permission> Permissions { get; init; } = [];
}
