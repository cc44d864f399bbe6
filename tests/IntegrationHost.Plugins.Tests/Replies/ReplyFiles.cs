namespace IntegrationHost.Plugins.Tests.Replies;

/// <summary>The recorded replies beside the plugins, by provider and kind.</summary>
internal static class ReplyFiles
{
    private const string ProjectPrefix = "IntegrationHost.Plugins.";

    public static IReadOnlyList<(string Provider, string Kind, string File)> All() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "replies"), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "replies"), path).Replace('\\', '/').Split('/'))
            .Select(parts => (parts[0][ProjectPrefix.Length..].ToLowerInvariant(), parts[^2], string.Join('/', parts)))
            .Order(),
    ];

    public static RecordedReply Read(string file) => RecordedReply.Read(Path.Combine(AppContext.BaseDirectory, "replies", file));
}
