using System.Text;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading;

namespace IntegrationHost.Metadata;

/// <summary>Reads a <c>*.execmodules.json</c> file. The generator uses it at build time and the host at run time, so both say the same.</summary>
public static class MetadataReader
{
    /// <summary>How a metadata file's name ends.</summary>
    public const string FileSuffix = ".execmodules.json";

    /// <summary>Largest file, in bytes of UTF-8.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads the text of a file. Never throws, whatever the text: what is wrong is in the result.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The provider, or the errors that stand in its way; warnings in either case.</returns>
    public static MetadataResult Read(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text ?? "");
        var problems = new ProblemList();
        ProviderMetadata? provider = null;
        if (utf8.Length > MaxBytes)
        {
            problems.Add(MetadataRules.TooLarge, 0, 1, $"The file has {utf8.Length} bytes; {MaxBytes} are allowed. Split the provider's modules over two providers.");
        }
        else if (utf8.Length == 0)
        {
            problems.Add(MetadataRules.NotJson, 0, 0, "The file is empty. Begin with { \"provider\": { ... } }.");
        }
        else if (new JsonTreeReader(problems).Read(utf8) is { } root)
        {
            provider = FileReader.Read(root, problems);
        }

        return new MetadataResult(problems.HasErrors ? null : provider, problems.Locate(utf8));
    }
}
