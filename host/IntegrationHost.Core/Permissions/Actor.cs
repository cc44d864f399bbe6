namespace IntegrationHost.Core.Permissions;

/// <summary>Who is acting, and with which rights.</summary>
public sealed record Actor
{
    /// <summary>Who it is in the trail: a token's id, <c>local</c> for the operator of this machine, <c>system</c> for the host itself.</summary>
    public required string Id { get; init; }

    /// <summary>The principal.</summary>
    public required Guid PrincipalId { get; init; }

    /// <summary>The principal's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it has the role ADMIN, which objects do not ask for permissions.</summary>
    public bool IsAdmin { get; init; }

    /// <summary>What its token may be used for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>When its token ends; <c>null</c> if it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Ties the events of one request together.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The identities that permissions can be for and that this is, as stored.</summary>
    internal IReadOnlyList<string> Sids { get; init; } = [];

    /// <summary>The host itself: starting, and code in its process that nobody asked for through the API.</summary>
    internal static Actor Host { get; } = new() { Id = "system", PrincipalId = Guid.Empty, Name = "SYSTEM", IsAdmin = true, Scopes = Permissions.Scopes.All, Sids = [Permissions.Sids.System] };

    /// <summary>Somebody who has not said who it is: may do nothing.</summary>
    public static Actor Anonymous { get; } = new() { Id = "anonymous", PrincipalId = Guid.Empty, Name = "anonymousUser", Sids = [Permissions.Sids.Anonymous] };

    /// <summary>The operator of this machine, who holds the token in the data directory.</summary>
    public static Actor Local(Guid id) => new()
    {
        Id = "local",
        PrincipalId = id,
        Name = "ADMIN",
        IsAdmin = true,
        Scopes = Permissions.Scopes.All,
        Sids = [Permissions.Sids.Admin, Permissions.Sids.Everyone, Permissions.Sids.Authenticated],
    };

    /// <summary>Prints who it is.</summary>
    public override string ToString() => Id;
}
