using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;

namespace IntegrationHost.Core.Accounts;

/// <summary>Turns values by key into values by field, and checks each.</summary>
internal static class FieldValues
{
    private const string Key = "fields";

    /// <param name="given">Values by key; <c>null</c> clears.</param>
    /// <param name="kind">The account's kind; <c>null</c> without a provider.</param>
    /// <param name="allowOthers">Whether properties of ThorAPI that the kind has no field for may be stored, too.</param>
    /// <param name="problems">Takes what is wrong. A key that is not known is not repeated: it might be a value put in the wrong place.</param>
    public static Dictionary<FieldSpec, string?> Check(IReadOnlyDictionary<string, string?> given, CredentialKindDescriptor? kind, bool allowOthers, ProblemList problems)
    {
        Dictionary<FieldSpec, string?> values = [];
        foreach ((string key, string? typed) in given)
        {
            string? value = typed;
            if (FieldSpec.Find(kind, key, allowOthers) is not { } spec)
            {
                IEnumerable<string> known = kind?.Fields.Select(field => field.Key) ?? ["apiKey", "password", "username", "accountId"];
                problems.Add(Key, $"There is a field that this kind of credential does not have. It has: {string.Join(", ", known)}.");
                continue;
            }

            // A key file ends in a line break, and may come from a machine with other ones.
            if (spec.Descriptor is { MultiLine: true })
                value = value?.ReplaceLineEndings("\n").Trim();
            if (values.Keys.Any(other => other.Key == spec.Key))
                problems.Add(spec.Key, $"{spec.Label} is given twice, by its own key and by ThorAPI's name for it.");
            else
                values.Add(spec, value);
            if (value is not null)
                FieldRules.Check(spec, value, problems);
        }

        return values;
    }

    /// <summary>What is required must be given; a refresh token may come later, by authorizing the account.</summary>
    public static void CheckRequired(CredentialKindDescriptor kind, Dictionary<FieldSpec, string?> values, ProblemList problems)
    {
        string? later = kind.Auth.OAuth2 is { Authorization: not null } oauth ? CredentialTemplate.Fields(oauth.RefreshToken).FirstOrDefault() : null;
        foreach (CredentialFieldDescriptor field in kind.Fields.Where(field => field.Required && field.Key != later && !values.Keys.Any(spec => spec.Key == field.Key)))
            problems.Add(field.Key, $"{field.Label} is required.");
    }
}
