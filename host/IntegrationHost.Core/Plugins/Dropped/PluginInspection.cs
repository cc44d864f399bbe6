using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
using Semver;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>What a dropped-in plugin says of itself, read from its files: none of its code runs.</summary>
internal sealed partial record PluginInspection
{
    private const string Claims = "plugin.json";
    private const int LongestClaims = 64 * 1024;
    private const int LongestPublisher = 100;
    private const int MaxProviders = 500;

    /// <summary>Id: what it claims, or else its assembly's name, in lower case.</summary>
    public required string Id { get; init; }

    /// <summary>Its content.</summary>
    public required PluginContent Content { get; init; }

    /// <summary>Semantic version; <c>null</c> if it could not be read.</summary>
    public string? Version { get; init; }

    /// <summary>Contract it was built against; <c>null</c> if it could not be read.</summary>
    public string? ContractVersion { get; init; }

    /// <summary>Path of its main assembly in the content; empty if there is none.</summary>
    public string MainAssembly { get; init; } = "";

    /// <summary>Who it is from: with a key who signed it, otherwise a claim that nothing proves. <c>null</c> if nobody is named.</summary>
    public string? Publisher { get; init; }

    /// <summary>What it says of itself.</summary>
    public PluginStamp? Stamp { get; init; }

    /// <summary>What it asks for; <c>null</c> if it does not tell.</summary>
    public PluginAsk? Ask { get; init; }

    /// <summary>Why it cannot be approved as it is; <c>null</c> if it can.</summary>
    public PluginFault? Problem { get; init; }

    /// <summary>SHA-256 of the main assembly; empty if there is none.</summary>
    public string MainSha256 => Content.Files.FirstOrDefault(file => file.Path == MainAssembly)?.Sha256 ?? "";

    /// <summary>Reads it.</summary>
    /// <param name="folder">Where its bytes lie.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="sourceName">What it is called in the plugins directory: its id if it has no better one.</param>
    public static PluginInspection Read(string folder, PluginContent content, string sourceName)
    {
        (string? id, string? publisher, string? assembly) = ReadClaims(folder, content);
        var read = new PluginInspection { Id = IdOf(id) ?? IdOf(Path.GetFileNameWithoutExtension(sourceName)) ?? "unnamed", Content = content, Publisher = publisher };
        try
        {
            (string main, PluginStamp stamp) = FindMain(folder, content, assembly);
            read = read with
            {
                Id = IdOf(id) ?? IdOf(stamp.Name) ?? read.Id,
                MainAssembly = main,
                Stamp = stamp,
                ContractVersion = stamp.ContractVersion,
                Version = SemVersion.TryParse(stamp.SemanticVersion, SemVersionStyles.Strict, out SemVersion? version)
                    ? version.WithoutMetadata().ToString()
                    : throw new PluginFault(PluginStatus.Malfunctioned, "Its version is no semantic version such as 1.2.0. Set <Version> in its project."),
            };
            PluginPublisher? signer = PluginPublisher.Read(folder, content);
            read = read with { Publisher = signer?.Name ?? publisher };
            stamp.CheckContract();
            LoadPaths.Check(folder, content);
            if (id is not null && IdOf(id) is null)
                throw new PluginFault(PluginStatus.Malfunctioned, $"The id in {Claims} is not made of lower-case letters, digits, dots and dashes. Correct it.");
            PluginAsk ask = PluginAsk.Of(EmbeddedMetadata.Read(File.ReadAllBytes(Path.Combine(folder, main))).Take(MaxProviders + 1).Select(Described));
            if (ask.Providers.Count > MaxProviders)
                throw new PluginFault(PluginStatus.Malfunctioned, $"It embeds more than {MaxProviders} metadata files. Split the plugin.");
            return ask.Providers.Count > 0
                ? read with { Ask = ask with { PublisherKey = signer?.KeyId } }
                : throw new PluginFault(PluginStatus.Untrusted, "It does not say what it asks for: no metadata is embedded in it. Build it with the SDK, which embeds it.");
        }
        catch (PluginFault fault)
        {
            return read with { Problem = fault };
        }
        catch (InvalidDataException failure)
        {
            return read with { Problem = new PluginFault(PluginStatus.Malfunctioned, failure.Message + " Build it again with this host's SDK.") };
        }
    }

    private static ProviderMetadata Described(EmbeddedMetadata file)
    {
        MetadataResult result = MetadataReader.Read(file.Text, file.FileName);
        if (result.Provider is { } provider)
            return provider;
        MetadataProblem problem = result.Problems.First(found => found.Rule.IsError);
        throw new InvalidDataException($"Its embedded metadata cannot be read (line {problem.Line}, column {problem.Column}: {problem.Rule.Id}).");
    }

    private static (string Main, PluginStamp Stamp) FindMain(string folder, PluginContent content, string? named)
    {
        var found = new List<(string, PluginStamp)>();
        PluginFault? damaged = null;
        foreach (string path in content.Files.Select(file => file.Path).Where(path => !path.Contains('/', StringComparison.Ordinal) && path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                found.Add((path, PluginStamp.Read(Path.Combine(folder, path))));
            }
            catch (PluginFault fault)
            {
                damaged = fault;
            }
        }

        (string, PluginStamp)[] chosen = found.Count > 1 && named is not null ? [.. found.Where(candidate => candidate.Item1 == named + ".dll")] : [.. found];
        return chosen switch
        {
            [var only] => only,
            [] => throw damaged ?? new PluginFault(PluginStatus.Malfunctioned, "It holds no assembly at its top. Put the built plugin there: its assembly and its .deps.json, without a folder around them."),
            _ => throw new PluginFault(PluginStatus.Malfunctioned, $"Several of its assemblies are plugins. Name the main one in {Claims}, or put each into a folder of its own."),
        };
    }

    private static (string? Id, string? Publisher, string? Assembly) ReadClaims(string folder, PluginContent content)
    {
        if (content.Files.FirstOrDefault(file => file.Path == Claims) is not { Length: <= LongestClaims })
            return default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, Claims)), new JsonDocumentOptions { MaxDepth = 8 });
            string? publisher = Text(document, "publisher");
            return (Text(document, "id"), publisher is { Length: > 0 and <= LongestPublisher } && publisher.All(character => character is >= ' ' and <= '~') ? publisher : null, Text(document, "assembly"));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is allowed in JSON and is no text.
            return default;
        }
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? IdOf(string? text) => text?.ToLowerInvariant() is { } id && IdPattern().IsMatch(id) ? id : null;

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
