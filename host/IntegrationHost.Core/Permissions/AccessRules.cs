namespace IntegrationHost.Core.Permissions;

/// <summary>ThorAPI's rules, in one place: admin, owner, denials, grants, and nothing otherwise.</summary>
internal static class AccessRules
{
    /// <param name="actor">Who asks.</param>
    /// <param name="acl">The object's permissions; <c>null</c> if it has none.</param>
    /// <param name="intact">Whether they are as the host wrote them.</param>
    /// <param name="required">The permission asked for; where several are given, one of them is enough.</param>
    public static AccessDecision Decide(Actor actor, AclObjectRow? acl, bool intact, Permission required)
    {
        if (actor.IsAdmin)
            return new(true, "The role ADMIN may do everything, but nobody sees a secret.");
        if (acl is null)
            return new(false, "Nobody but ADMIN was given any permission.");
        if (!intact)
            return new(false, "Its permissions were changed outside the host, so they count for nothing. An admin has to set them again.");
        if (acl.OwnerId == actor.PrincipalId)
            return new(true, "It is the owner.");

        // An entry for anonymousUser lets everyone read, and does nothing else.
        bool IsFor(AclEntryRow entry) => actor.Sids.Contains(entry.Sid);
        if (acl.Entries.Find(entry => !entry.Granting && (entry.Mask & required) != 0 && entry.Sid != Sids.Anonymous && IsFor(entry)) is { } denied)
            return new(false, "An entry denies it, and denials come before grants.", denied.Sid);
        if (acl.Entries.Find(entry => entry.Granting && (entry.Mask & Sufficient(required, entry.Sid)) != 0 && IsFor(entry)) is { } granted)
            return new(true, "An entry grants it.", granted.Sid);
        return new(false, "No entry grants it.");
    }

    private static Permission Sufficient(Permission required, string sid) => sid == Sids.Anonymous ? required & Permission.Read : required | Permission.Administration;
}
