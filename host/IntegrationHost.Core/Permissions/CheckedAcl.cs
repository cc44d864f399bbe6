namespace IntegrationHost.Core.Permissions;

/// <summary>The permissions of an object, and whether they were as the host wrote them last when they were read.</summary>
/// <param name="Row">The permissions; <c>null</c> if the object has none.</param>
/// <param name="Intact">Whether they may be believed; <c>false</c> for none.</param>
internal readonly record struct CheckedAcl(AclObjectRow? Row, bool Intact)
{
    /// <summary>Nobody was given anything, or nobody asked.</summary>
    public static readonly CheckedAcl None;

    /// <summary>Whether the permissions are there and not to be believed.</summary>
    public bool Broken => Row is not null && !Intact;
}
