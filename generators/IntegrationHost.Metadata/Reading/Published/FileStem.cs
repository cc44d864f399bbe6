using System;
using System.Text;

namespace IntegrationHost.Metadata.Reading.Published;

/// <summary>The id that a file's name gives its provider.</summary>
internal static class FileStem
{
    private const string Fallback = "modules";

    /// <summary>The name without folder and suffix, in lower-case kebab form: <c>a/My_Modules.execmodules.json</c> is <c>my-modules</c>.</summary>
    public static string Of(string? fileName)
    {
        string name = fileName ?? "";
        name = name.Substring(Math.Max(name.LastIndexOf('/'), name.LastIndexOf('\\')) + 1);
        foreach (string suffix in new[] { MetadataReader.FileSuffix, ".json" })
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                name = name.Substring(0, name.Length - suffix.Length);
                break;
            }
        }

        return Kebab(name, Fallback);
    }

    /// <summary>The ASCII letters and digits of a text as words joined by hyphens; the fallback if it has no letter to begin with.</summary>
    public static string Kebab(string text, string fallback)
    {
        var kebab = new StringBuilder();
        foreach (char c in text)
        {
            bool letter = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
            if (letter || (c is >= '0' and <= '9' && kebab.Length > 0))
            {
                kebab.Append(char.ToLowerInvariant(c));
            }
            else if (kebab.Length > 0 && kebab[kebab.Length - 1] != '-')
            {
                kebab.Append('-');
            }
        }

        string id = kebab.ToString().Trim('-');
        return id.Length == 0 ? fallback : id.Length <= 64 ? id : id.Substring(0, 64).Trim('-');
    }
}
