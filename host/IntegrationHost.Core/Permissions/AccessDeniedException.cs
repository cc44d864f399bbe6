namespace IntegrationHost.Core.Permissions;

/// <summary>Who is acting may not do this to the object.</summary>
/// <param name="objectType">Kind of object.</param>
/// <param name="objectId">Its id; empty for the type.</param>
/// <param name="permission">The permission that is lacking.</param>
/// <param name="hidden">Whether even its existence is to be denied.</param>
public sealed class AccessDeniedException(string objectType, string objectId, string permission, bool hidden)
    : Exception(hidden ? $"There is no {objectType} {objectId}." : $"This needs {permission} on the {objectType}. Ask one who has ADMINISTRATION on it.")
{
    /// <summary>Kind of object.</summary>
    public string ObjectType { get; } = objectType;

    /// <summary>Its id.</summary>
    public string ObjectId { get; } = objectId;

    /// <summary>The permission that is lacking.</summary>
    public string Permission { get; } = permission;

    /// <summary>Whether even its existence is to be denied.</summary>
    public bool Hidden { get; } = hidden;
}
