namespace IntegrationHost.Core.Permissions;

/// <summary>The permissions of an object while they are changed, by identity and by whether they are granted or denied.</summary>
internal sealed class AclDraft
{
    private readonly Dictionary<(string Sid, bool Granting), Permission> masks;

    public AclDraft(IEnumerable<AclEntryRow> entries)
    {
        masks = entries.ToDictionary(entry => (entry.Sid, entry.Granting), entry => entry.Mask);
    }

    public IReadOnlyDictionary<(string Sid, bool Granting), Permission> Masks => masks;

    /// <summary>Grants or denies. What said the opposite for the same identity goes.</summary>
    public void Set(string sid, Permission permissions, bool granting)
    {
        masks[(sid, granting)] = masks.GetValueOrDefault((sid, granting)) | permissions;
        Clear((sid, !granting), permissions);
    }

    /// <summary>Takes back grants and denials.</summary>
    public void Remove(string sid, Permission permissions)
    {
        Clear((sid, true), permissions);
        Clear((sid, false), permissions);
    }

    /// <summary>Sets one entry to exactly these.</summary>
    public void Replace(string sid, bool granting, Permission permissions)
    {
        masks.Remove((sid, granting));
        if (permissions != Permission.None)
            Set(sid, permissions, granting);
    }

    public void Empty() => masks.Clear();

    private void Clear((string Sid, bool Granting) key, Permission permissions)
    {
        if (!masks.TryGetValue(key, out Permission mask))
            return;
        masks[key] = mask & ~permissions;
        if (masks[key] == Permission.None)
            masks.Remove(key);
    }
}
