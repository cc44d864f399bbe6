using System.Text;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Catalog;

/// <summary>Finds the providers that a module in a workflow may mean, the best first.</summary>
internal static class TemplateMatcher
{
    private const int Most = 5;

    public static IReadOnlyList<TemplateFit> Find(IProviderCatalog catalog, string? moduleName, string? className, string? moduleType)
    {
        (string? Text, string What)[] names = [(className, "class"), (moduleType, "type"), (moduleName, "name")];
        IEnumerable<TemplateFit> exact = names.Select(name => (Match: catalog.MatchModule(name.Text), name.What)).Where(found => found.Match is not null)
            .Select(found => new TemplateFit(found.Match!.Provider, KindOf(found.Match), $"The module's {found.What} is {found.Match.Module.Descriptor.Name} of {found.Match.Provider.Descriptor.Name}."));
        IEnumerable<TemplateFit> guessed = names.Select(name => (Provider: catalog.GuessByAccountName(Words(name.Text)), name.What)).Where(found => found.Provider is not null)
            .Select(found => new TemplateFit(found.Provider!, null, $"The module's {found.What} speaks of {found.Provider!.Descriptor.Name}."));
        return [.. exact.Concat(guessed).Where(fit => fit.Provider.Descriptor.CredentialKinds.Count > 0).DistinctBy(fit => fit.Provider).Take(Most)];
    }

    private static string? KindOf(ModuleMatch match)
    {
        IReadOnlyList<string> kinds = match.Module.Descriptor.CredentialKinds;
        CredentialKindDescriptor? first = match.Provider.Descriptor.CredentialKinds.FirstOrDefault(kind => kinds.Count == 0 || kinds.Contains(kind.Id));
        return first?.Id;
    }

    /// <summary><c>com.x.SlackPostModule</c> is <c>com x Slack Post Module</c>.</summary>
    private static string Words(string? text)
    {
        StringBuilder words = new();
        foreach (char character in text ?? "")
        {
            if (char.IsUpper(character) && words.Length > 0 && char.IsLower(words[^1]))
                words.Append(' ');
            words.Append(character);
        }

        return words.ToString();
    }
}
