using System.Linq;
using IntegrationHost.Metadata.Json;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The names that modules and their values may have. Modules that only ThorAPI runs keep whatever it calls them; they are literals in C#, never names.</summary>
internal static class ModuleNaming
{
    /// <summary>What a class name must be, for messages.</summary>
    public const string ClassForm = "a class name, such as \"com.example.modules.SendModule\", of at most 300 characters";

    /// <summary>Java's class names, inner classes, and the dotted ids in use beside them.</summary>
    public static bool IsClass(string text) => text.Length is > 0 and <= 300
        && text.Split('.').All(part => part.Length > 0 && (char.IsLetter(part[0]) || part[0] is '_' or '$') && part.All(c => char.IsLetterOrDigit(c) || c is '_' or '$' or '-'));

    /// <summary>A name of ThorAPI's own for a type, an input or an output: visible text with a letter or digit in it.</summary>
    public static bool IsFree(string text) =>
        text.Length is > 0 and <= 128 && text.Any(char.IsLetterOrDigit) && text.Trim().Length == text.Length && ForbiddenCharacters.IndexIn(text) < 0 && text.IndexOf('\n') < 0 && text.IndexOf('\t') < 0;

    /// <summary>A class name; the text as it is, and a problem if it is none.</summary>
    public static string Class(ObjectReader reader, string name)
    {
        JsonNode? node = reader.Require(name);
        string text = reader.TextOf(node) ?? "";
        if (node is not null && !IsClass(text))
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be {ClassForm}.");
        }

        return text;
    }

    /// <summary>A free name where only ThorAPI runs the module, and otherwise one that fits a pattern.</summary>
    public static string Name(ObjectReader reader, string name, bool free, string pattern, string form)
    {
        if (!free)
        {
            return reader.Matching(name, pattern, form);
        }

        JsonNode? node = reader.Require(name);
        string text = reader.TextOf(node) ?? "";
        if (node is not null && !IsFree(text))
        {
            reader.Report(MetadataRules.BadFormat, node, $"{node.Path} must be a name of at most 128 characters with a letter or digit in it.");
        }

        return text;
    }
}
