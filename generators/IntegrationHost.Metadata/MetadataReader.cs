using System.Linq;
using System.Text;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading;
using IntegrationHost.Metadata.Reading.Published;

namespace IntegrationHost.Metadata;

/// <summary>Reads a <c>*.execmodules.json</c> file. The generator uses it at build time and the host at run time, so both say the same.</summary>
public static class MetadataReader
{
    /// <summary>How a metadata file's name ends.</summary>
    public const string FileSuffix = ".execmodules.json";

    /// <summary>Largest file, in bytes of UTF-8: room for ten thousand modules.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Most modules of a file.</summary>
    public const int MaxModules = 20_000;

    /// <summary>Reads the text of a file: a provider file, or module metadata as ThorAPI publishes it. Never throws, whatever the text: what is wrong is in the result.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fileName">The file's name or path. Published metadata names no provider: the file does. Default: <c>modules.execmodules.json</c>.</param>
    /// <returns>The provider, or the errors that stand in its way; warnings and notes in either case.</returns>
    public static MetadataResult Read(string text, string? fileName = null)
    {
        // The mark that editors put before UTF-8; who reads files takes it off, who reads answers may not.
        byte[] utf8 = Encoding.UTF8.GetBytes((text ?? "").TrimStart('\uFEFF'));
        var problems = new ProblemList();
        ProviderMetadata? provider = null;
        if (utf8.Length > MaxBytes)
        {
            problems.Add(MetadataRules.TooLarge, 0, 1, $"The file has {utf8.Length} bytes; {MaxBytes} are allowed. Split its modules over two files.");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(MetadataRules.NotJson, 0, 0, "The file is empty. Begin with { \"provider\": { ... } }, or with the modules as ThorAPI publishes them.");
        }
        else
        {
            var tree = new JsonTreeReader(problems);
            if (tree.Read(utf8) is { } root)
            {
                provider = PublishedFileReader.Find(root) is { } modules
                    ? new PublishedFileReader(problems, tree.OddTexts).Read(modules, FileStem.Of(fileName))
                    : PublishedModules.IsProviderFile(root) ? FileReader.Read(root, problems, tree.OddTexts)
                    : Neither(root, problems);
            }
        }

        return new MetadataResult(problems.HasErrors ? null : provider, problems.Locate(utf8));
    }

    private static ProviderMetadata? Neither(JsonNode root, ProblemList problems)
    {
        string? near = root.Members.Select(member => Suggestion.Near(member.Name, ["provider", "modules", "credentialKinds"])).FirstOrDefault(word => word is not null);
        string hint = near is not null ? $"Did you mean \"{near}\"?"
            : Looks(root) is { } other ? $"It looks like {other}. Name the metadata file here."
            : "Begin with { \"provider\": { ... } }, or with an array of modules, each with its \"moduleClass\".";
        problems.Add(MetadataRules.UnknownShape, root.Start, root.Length, $"The file is neither a provider file nor module metadata as ThorAPI publishes it: it has neither a \"provider\" nor modules. {hint}");
        return null;
    }

    /// <summary>What else JSON files near this one often are.</summary>
    private static string? Looks(JsonNode root)
    {
        bool Has(params string[] names) => names.All(name => root.Members.Any(member => member.Name == name));
        return Has("openapi") || Has("swagger") ? "an OpenAPI description"
            : Has("error") || Has("status", "message") ? "an error answer of a server"
            : Has("token") ? "the answer to a login"
            : Has("$schema", "properties") ? "a JSON Schema"
            : Has("name", "version") && (Has("dependencies") || Has("scripts")) ? "a package.json"
            : null;
    }
}
