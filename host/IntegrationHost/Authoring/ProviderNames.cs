using System.Text.RegularExpressions;
using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Authoring;

/// <summary>The names of a provider, all made from the one for people.</summary>
/// <param name="Name">For people.</param>
/// <param name="Class">What the generated plugin class is called, without "Plugin".</param>
/// <param name="Id">Lower-case kebab.</param>
/// <param name="Project">Name of project, assembly and folder.</param>
internal sealed partial record ProviderNames(string Name, string Class, string Id, string Project)
{
    // Within a namespace of such a name the platform's own, or ours, would not be found.
    private static readonly HashSet<string> Reserved = new(["System", "Microsoft", "IntegrationHost", "Xunit"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of a provider.</summary>
    /// <param name="name">Name for people, of any alphabet.</param>
    public static ProviderNames Of(string name)
    {
        string shown = DraftText.Line(name, 60);
        string className = CSharpText.Identifier(shown, "Provider");
        string project = Reserved.Contains(className) ? className + "Provider" : className;
        string id = Outside().Replace(LatinText.Letters(shown).ToLowerInvariant(), "-").Trim('-');
        if (id.Length == 0)
            id = className.ToLowerInvariant();
        // Ids begin with a letter, and so do classes; both get the same one.
        if (char.IsAsciiDigit(id[0]))
            id = "n" + id;
        return new ProviderNames(shown, className, id.Length > 50 ? id[..50].Trim('-') : id, project);
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Outside();
}
