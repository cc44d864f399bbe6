namespace IntegrationHost.Contracts.Generated;

/// <summary>A path as metadata writes it, with or without a fixed query.</summary>
public static class RequestPath
{
    /// <summary>The path alone, and the parameters of its query, decoded.</summary>
    /// <param name="path">Such as <c>/projects?limit=1</c>.</param>
    public static (string Path, IReadOnlyList<KeyValuePair<string, string>> Query) Split(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        int query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? (path, []) : (path[..query], [.. path[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Parameter)]);
    }

    private static KeyValuePair<string, string> Parameter(string text)
    {
        string[] parts = text.Split('=', 2);
        return new(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
