namespace IntegrationHost.Console.Permissions;

/// <summary>The permissions of one identity.</summary>
/// <param name="identity">User, role or system identity.</param>
internal sealed class PermissionRow(string identity)
{
    private readonly Dictionary<string, bool> _before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _now = new(StringComparer.Ordinal);

    /// <summary>User, role or system identity.</summary>
    public string Identity { get; } = identity;

    /// <summary>The permissions as they are to be: granted or denied.</summary>
    public IReadOnlyDictionary<string, bool> Now => _now;

    /// <summary>Whether anything is changed.</summary>
    public bool IsChanged => _before.Count != _now.Count || _before.Any(one => !_now.TryGetValue(one.Key, out bool granted) || granted != one.Value);

    /// <summary>Takes what the host has stored.</summary>
    public void Take(string permission, bool granted)
    {
        _before[permission] = granted;
        _now[permission] = granted;
    }

    /// <summary>Granted, denied, or not told.</summary>
    public bool? StateOf(string permission) => _now.TryGetValue(permission, out bool granted) ? granted : null;

    /// <summary>Whether this permission is changed.</summary>
    public bool IsChangedOf(string permission) => StateOf(permission) != (_before.TryGetValue(permission, out bool granted) ? granted : null);

    /// <summary>From not told to granted, to denied, to not told.</summary>
    public void Cycle(string permission)
    {
        switch (StateOf(permission))
        {
            case null:
                _now[permission] = true;
                break;
            case true:
                _now[permission] = false;
                break;
            default:
                _now.Remove(permission);
                break;
        }
    }

    /// <summary>The changes as sentences, each with its sign.</summary>
    public IEnumerable<string> Changes()
    {
        foreach (string permission in _before.Keys.Union(_now.Keys).Order(StringComparer.Ordinal))
        {
            bool? before = _before.TryGetValue(permission, out bool was) ? was : null;
            bool? now = StateOf(permission);
            if (before == now)
                continue;
            yield return now switch
            {
                true => $"+ {Identity} is granted {permission}{(before == false ? " (was denied)" : "")}",
                false => $"! {Identity} is denied {permission}{(before == true ? " (was granted)" : "")}",
                null => $"- {Identity}: {permission} is taken back ({(before == true ? "was granted" : "was denied")})",
            };
        }
    }
}
