using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>ThorAPI's AclEntry: what an identity is granted or denied on an object.</summary>
public sealed record AclEntry
{
    /// <summary>UUID.</summary>
    public string? Id { get; init; }

    /// <summary>UUID of the owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>UUID of who changed it last.</summary>
    public string? LastModifiedById { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastModifiedDate { get; init; }

    /// <summary>The object.</summary>
    public AclObjectIdentity? AclObjectIdentity { get; init; }

    /// <summary>Place among the object's entries.</summary>
    public int? AceOrder { get; init; }

    /// <summary>The identity.</summary>
    public AclSid? AclSid { get; init; }

    /// <summary>Sum of permissions: READ 1, CREATE 4, WRITE 16, DELETE 32, EXECUTE 64, ADMIN 256, VIEW_DECRYPTED 512.</summary>
    public int? Mask { get; init; }

    /// <summary>Whether it grants; otherwise it denies.</summary>
    public bool? Granting { get; init; }

    /// <summary>Always <c>true</c> here: every decision that changes something is in the trail.</summary>
    public bool? AuditSuccess { get; init; }

    /// <summary>Always <c>true</c> here: every denial is in the trail.</summary>
    public bool? AuditFailure { get; init; }

    /// <summary>Deprecated in ThorAPI; ignored.</summary>
    public string? Sid { get; init; }

    /// <summary>Whether it is soft-deleted; never here.</summary>
    public bool? Trashed { get; init; }
}

/// <summary>ThorAPI's AclSid: an identity.</summary>
public sealed record AclSid
{
    /// <summary>UUID.</summary>
    public string? Id { get; init; }

    /// <summary>User name, role name or system identity.</summary>
    public string? Sid { get; init; }

    /// <summary>Whether it is a user; otherwise an authority.</summary>
    public bool? Principal { get; init; }
}

/// <summary>ThorAPI's AclObjectIdentity: a secured object.</summary>
public sealed record AclObjectIdentity
{
    /// <summary>UUID.</summary>
    public string? Id { get; init; }

    /// <summary>Class of the object.</summary>
    public AclClass? AclClass { get; init; }

    /// <summary>Required by the contract, but defined nowhere in it: the class again.</summary>
    public string? ObjectIdClass { get; init; }

    /// <summary>UUID of the object.</summary>
    public string? ObjectIdIdentity { get; init; }

    /// <summary>Owner.</summary>
    public AclSid? OwnerSid { get; init; }

    /// <summary>Whether entries of a parent count; never here.</summary>
    public bool? EntriesInheriting { get; init; }
}

/// <summary>ThorAPI's AclClass.</summary>
public sealed record AclClass
{
    /// <summary>UUID.</summary>
    public string? Id { get; init; }

    /// <summary>Java class.</summary>
    [JsonPropertyName("_class")]
    public string? Class { get; init; }
}

/// <summary>ThorAPI's Role.</summary>
public sealed record ThorRole
{
    /// <summary>UUID.</summary>
    public string? Id { get; init; }

    /// <summary>UUID of the owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>UUID of who changed it last.</summary>
    public string? LastModifiedById { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastModifiedDate { get; init; }

    /// <summary>Name.</summary>
    public string? RoleName { get; init; }

    /// <summary><c>ANONYMOUS</c>, <c>EVERYONE</c>, <c>SYSTEM</c>, <c>USER</c>, <c>STAFF</c>, <c>ADMIN</c> or <c>CUSTOM</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Whether it is soft-deleted; never here.</summary>
    public bool? Trashed { get; init; }
}

/// <summary>ThorAPI's Authority: a role of a principal.</summary>
public sealed record ThorAuthority
{
    /// <summary>Name of the principal.</summary>
    public string? Username { get; init; }

    /// <summary>The role with <c>ROLE_</c> before it.</summary>
    public string? Authority { get; init; }

    /// <summary>UUID of the principal.</summary>
    public string? PrincipalId { get; init; }
}

/// <summary>ThorAPI's Principal, as far as this host has what it holds: no passwords, no personal data.</summary>
public sealed record ThorPrincipal
{
    /// <summary>UUID.</summary>
    public string? Id { get; init; }

    /// <summary>UUID of the owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>UUID of who changed it last.</summary>
    public string? LastModifiedById { get; init; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? LastModifiedDate { get; init; }

    /// <summary>Name.</summary>
    public string? Username { get; init; }

    /// <summary>Whether its tokens work.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The same.</summary>
    public bool? AccountEnabled { get; init; }

    /// <summary>Its roles.</summary>
    public IReadOnlyList<ThorRole>? Roles { get; init; }

    /// <summary>The same as authorities; ignored on input.</summary>
    public IReadOnlyList<ThorAuthority>? GrantedAuthorities { get; init; }

    /// <summary>Whether it is soft-deleted; never here.</summary>
    public bool? Trashed { get; init; }
}
