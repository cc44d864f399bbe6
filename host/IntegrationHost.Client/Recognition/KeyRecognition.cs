using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client.Recognition;

/// <summary>Tells from its form alone what a pasted key is: nothing is sent, nothing is kept.</summary>
public static class KeyRecognition
{
    /// <summary>
    /// What the key can be. The longest beginning that is known decides; where none is, a pattern that is narrow enough does. Several mean that the form
    /// does not tell which; none means that no active provider has such a key.
    /// </summary>
    /// <param name="catalog">The providers.</param>
    /// <param name="pasted">What was pasted. White space and quotes around it do not count.</param>
    public static IReadOnlyList<RecognisedKey> Find(IReadOnlyList<ProviderCard> catalog, string pasted)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        string value = Unwrap(pasted);
        if (value.Length == 0)
            return [];

        List<RecognisedKey> found = [.. catalog.SelectMany(provider => provider.CredentialKinds.SelectMany(kind => kind.Fields
            .Where(field => field.Secret).Select(field => Match(provider, kind, field, value)).OfType<RecognisedKey>()))];
        int longest = found.Select(match => match.Prefix.Length).DefaultIfEmpty().Max();
        found.RemoveAll(match => match.Prefix.Length < longest);

        // A value that a kind cannot do without says more of what the key is than one that may be added; a kind that can be tested comes before one that is only kept.
        Prefer(found, match => match.Field.Required);
        Prefer(found, match => match.Kind.Tested);
        return [.. found.OrderBy(match => match.Provider.Name, StringComparer.OrdinalIgnoreCase).ThenBy(match => match.Kind.Id, StringComparer.Ordinal)];
    }

    /// <summary>The key without what people copy along with it: white space and one pair of quotes.</summary>
    public static string Unwrap(string pasted)
    {
        ArgumentNullException.ThrowIfNull(pasted);
        string value = pasted.Trim();
        return value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1].Trim() : value;
    }

    private static RecognisedKey? Match(ProviderCard provider, CredentialKindCard kind, CredentialFieldCard field, string value)
    {
        if (!KeyForm.Accepts(field, value) || KeyForm.Prefix(field, value) is not { } prefix)
            return null;
        return prefix.Length > 0 || KeyForm.IsTelling(field, value.Length) ? new RecognisedKey(provider, kind, field, prefix) : null;
    }

    private static void Prefer(List<RecognisedKey> found, Predicate<RecognisedKey> better)
    {
        if (found.Exists(better))
            found.RemoveAll(match => !better(match));
    }
}
