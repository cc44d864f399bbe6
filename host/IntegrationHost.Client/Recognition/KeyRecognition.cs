using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client.Recognition;

/// <summary>Tells from its form alone what a pasted key is: nothing is sent, nothing is kept.</summary>
public static class KeyRecognition
{
    // Shorter beginnings than this tell too little to act against where somebody has pasted.
    private const int TellingPrefix = 3;

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

    /// <summary>
    /// What a value that is no secret can be, such as the number of an account: the first kind of the only provider that has values of this form. <c>null</c> if none has, or several have.
    /// </summary>
    /// <param name="catalog">The providers.</param>
    /// <param name="pasted">What was pasted. White space and quotes around it do not count.</param>
    public static RecognisedKey? FindName(IReadOnlyList<ProviderCard> catalog, string pasted)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        string value = Unwrap(pasted);
        RecognisedKey[] found = [.. catalog.SelectMany(provider => provider.CredentialKinds.SelectMany(kind => kind.Fields
            .Where(field => !field.Secret && IsTellingName(field, value))
            .Select(field => new RecognisedKey(provider, kind, field, KeyForm.Prefix(field, value)!))))];
        return found.DistinctBy(match => match.Provider.Id).Count() == 1 ? found[0] : null;
    }

    /// <summary>Whether a match is sure enough to keep the value out of a field that somebody has pasted it into: its beginning or its form is nobody else's.</summary>
    /// <param name="match">What it can be.</param>
    /// <param name="pasted">What was pasted.</param>
    public static bool IsSure(RecognisedKey match, string pasted)
    {
        ArgumentNullException.ThrowIfNull(match);
        return match.Prefix.Length >= TellingPrefix || KeyForm.IsTelling(match.Field, Unwrap(pasted).Length);
    }

    /// <summary>What the key is, if that <see cref="IsSure"/>; <c>null</c> otherwise.</summary>
    /// <param name="catalog">The providers.</param>
    /// <param name="pasted">What was pasted. White space and quotes around it do not count.</param>
    public static RecognisedKey? FindSure(IReadOnlyList<ProviderCard> catalog, string pasted) => Find(catalog, pasted).FirstOrDefault(match => IsSure(match, pasted));

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

    // A beginning of two letters is not enough for a value that may have any length.
    private static bool IsTellingName(CredentialFieldCard field, string value) => KeyForm.Accepts(field, value) && KeyForm.Prefix(field, value) is { Length: > 1 } prefix
        && (prefix.Length > 4 || (field.MinLength is { } least && field.MaxLength == least)) && value.Length >= (field.MinLength ?? 0) && value.Length <= (field.MaxLength ?? int.MaxValue)
        && !value.Contains("://", StringComparison.Ordinal);

    private static void Prefer(List<RecognisedKey> found, Predicate<RecognisedKey> better)
    {
        if (found.Exists(better))
            found.RemoveAll(match => !better(match));
    }
}
