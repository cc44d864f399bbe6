namespace IntegrationHost.Plugins.Tests.Replies;

/// <summary>The recorded replies beside the plugins, by provider and kind.</summary>
internal static class ReplyFiles
{
    private const string ProjectPrefix = "IntegrationHost.Plugins.";

    public static IReadOnlyList<(string Provider, string Kind, string File)> All() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "replies"), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "replies"), path).Replace('\\', '/').Split('/'))
            .Select(parts => (ProviderOf(parts[0][ProjectPrefix.Length..]), parts[^2], string.Join('/', parts)))
            .Order(),
    ];

    // The project is called as the provider is, without the hyphens of its id.
    private static string ProviderOf(string project) =>
        Providers.All.Single(provider => string.Equals(provider.Id.Replace("-", "", StringComparison.Ordinal), project, StringComparison.OrdinalIgnoreCase)).Id;

    public static RecordedReply Read(string file) => RecordedReply.Read(Path.Combine(AppContext.BaseDirectory, "replies", file));
}
