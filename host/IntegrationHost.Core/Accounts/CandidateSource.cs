using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Accounts;

/// <summary>Values that might replace stored ones, over those that would stay. They live in memory only.</summary>
internal sealed class CandidateSource(IReadOnlyDictionary<string, string?> candidates, ICredentialSource stored) : ICredentialSource
{
    /// <summary>The credential with the candidates in place of what is stored.</summary>
    /// <exception cref="AccountValidationException">A candidate cannot be stored as it is, so that it is not sent either.</exception>
    public static CredentialAccess Over(CredentialAccess access, IReadOnlyDictionary<string, string?> fields)
    {
        ProblemList problems = new();
        Dictionary<FieldSpec, string?> values = FieldValues.Check(fields, access.Kind, allowOthers: true, problems);
        problems.ThrowIfAny();
        Dictionary<string, string?> byKey = values.ToDictionary(value => value.Key.Key, value => value.Value, StringComparer.Ordinal);
        return access with
        {
            // A name of its own: nothing that is kept for the account may be taken for the candidate's, or the other way round.
            Target = access.Target with { AccountId = Guid.NewGuid().ToString() },
            Source = new CandidateSource(byKey, access.Source),
            MissingFields =
            [
                .. access.Kind.Fields.Where(field => byKey.TryGetValue(field.Key, out string? value)
                    ? field.Required && value is null
                    : access.MissingFields.Any(missing => missing.Key == field.Key)),
            ],
        };
    }

    public ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken) => candidates.TryGetValue(fieldKey, out string? value)
        ? ValueTask.FromResult(value is null ? null : new SecretText(value))
        : stored.ReadAsync(fieldKey, cancellationToken);
}
