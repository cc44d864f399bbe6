using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Import;

/// <summary>Finds the credential kind that a value and what lies beside it make up.</summary>
internal static class CredentialFit
{
    /// <summary>The credentials: one of each provider whose field names the variable. Why there is none is told, unless the value only goes with another.</summary>
    public static IReadOnlyList<FoundCredential> Find(IReadOnlyList<ProviderCard> catalog, RawValue raw, Surroundings surroundings, ICollection<LeftOut> leftOut)
    {
        (ProviderCard Provider, CredentialKindCard Kind, CredentialFieldCard Field)[] takers =
        [
            .. from provider in catalog
               from kind in provider.CredentialKinds
               from field in kind.Fields
               where field.Secret && (field.ImportEnvironment ?? []).Contains(raw.Variable, StringComparer.Ordinal)
               select (provider, kind, field),
        ];
        if (takers.Length == 0)
        {
            leftOut.Add(new LeftOut(raw.Source, "No active provider takes it. See 'integration-host plugins'."));
            return [];
        }

        FoundCredential[] fits =
        [
            .. takers.Where(taker => taker.Field.Required && KeyForm.Accepts(taker.Field, raw.Value))
                .Select(taker => Complete(taker.Provider, taker.Kind, taker.Field, raw, surroundings)).OfType<FoundCredential>(),
        ];
        if (fits.Length == 0 && takers.Any(taker => taker.Field.Required))
            leftOut.Add(new LeftOut(raw.Source, Reason(takers, raw.Value)));

        // Of a provider's kinds the one that is told best: by the longest beginning, then by the most values.
        return [.. fits.GroupBy(fit => fit.Provider.Id).Select(group => group
            .OrderByDescending(fit => takers.Where(taker => taker.Kind == fit.Kind && taker.Provider == fit.Provider).Max(taker => KeyForm.Prefix(taker.Field, raw.Value)?.Length ?? 0))
            .ThenByDescending(fit => fit.Fields.Count).First())];
    }

    private static FoundCredential? Complete(ProviderCard provider, CredentialKindCard kind, CredentialFieldCard main, RawValue raw, Surroundings surroundings)
    {
        Dictionary<string, string> values = new() { [main.Key] = raw.Value };
        List<string> sources = [];
        foreach (CredentialFieldCard field in kind.Fields)
        {
            if (field.Key == main.Key)
            {
                sources.Add(raw.Source);
                continue;
            }

            string? name = (field.ImportEnvironment ?? []).FirstOrDefault(name => surroundings.Variable(name) is { } value && KeyForm.Accepts(field, value));
            if (name is not null)
            {
                values[field.Key] = surroundings.Variable(name)!;
                sources.Add(name);
            }
            else if (field.Required)
            {
                return null;
            }
        }

        return new FoundCredential(string.Join(" + ", sources), provider, kind, values) { BaseUrl = raw.BaseUrl, ExpiresAt = raw.ExpiresAt };
    }

    private static string Reason((ProviderCard Provider, CredentialKindCard Kind, CredentialFieldCard Field)[] takers, string value)
    {
        (ProviderCard provider, CredentialKindCard kind, CredentialFieldCard field) = takers.FirstOrDefault(taker => taker.Field.Required && KeyForm.Accepts(taker.Field, value));
        if (kind is null)
            return $"It does not have the form of a key of {string.Join(" or ", takers.Select(taker => taker.Provider.Name).Distinct())}.";

        IEnumerable<string> missing = kind.Fields.Where(other => other.Required && other.Key != field.Key)
            .Select(other => (other.ImportEnvironment ?? []) is [var name, ..] ? name : other.Label);
        return $"{provider.Name} needs more beside it: {string.Join(", ", missing)}.";
    }
}
