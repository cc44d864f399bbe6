using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Guard;

/// <summary>Replaces values of an account, after a look at whose they are: the new ones are tested in memory before the old ones go.</summary>
/// <param name="accounts">Keeps the accounts.</param>
/// <param name="verification">Tests the new values.</param>
public sealed class SecretReplacement(AccountService accounts, VerificationRunner verification)
{
    /// <summary>
    /// Stores the values unless the provider says that they belong to another owner than the account has been of. If it does not tell, they are
    /// stored, and the account says that its owner is unchecked.
    /// </summary>
    /// <param name="id">The account.</param>
    /// <param name="fields">Values by field key: <c>null</c> clears, a value sets.</param>
    /// <param name="expectSameOwner">Whether another owner stops it. Otherwise the account is of whoever the next smoke test finds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="expectedVersion">The version that the change was made of; <c>null</c> for any.</param>
    /// <param name="baseUrl">Base address from now on; <c>null</c> keeps it, empty means the provider's.</param>
    /// <exception cref="OtherOwnerException">The new values belong to another owner.</exception>
    /// <exception cref="AccountValidationException">Something cannot be stored as it is.</exception>
    /// <exception cref="VersionException">It is not of the expected version any more.</exception>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">The provider's plugin is not active, or the account changed meanwhile.</exception>
    public async Task<AccountCreated> ReplaceAsync(Guid id, IReadOnlyDictionary<string, string?> fields, bool expectSameOwner, CancellationToken cancellationToken, long? expectedVersion = null, string? baseUrl = null)
    {
        AccountChange change = new() { Fields = fields, AcceptOwner = !expectSameOwner, ExpectedVersion = expectedVersion, BaseUrlGiven = baseUrl is not null, BaseUrl = baseUrl is "" ? null : baseUrl };
        if (expectSameOwner && fields.Count > 0 && await accounts.OpenCandidateAsync(id, fields, cancellationToken) is { ExpectedOwner: { } expected } candidate
            && CanTell(candidate) && (!change.BaseUrlGiven || IsOf(candidate, change.BaseUrl)))
        {
            Verdict verdict = await verification.TryAsync(candidate, cancellationToken);
            if (verdict.Owner is { } found && found.IsOtherThan(expected))
                throw new OtherOwnerException(expected, found);

            // What was tested is what replaces: nothing else came between.
            change = change with { IfCredentialVersion = candidate.CredentialVersion };
        }

        return await accounts.ChangeAsync(id, change, cancellationToken);
    }

    // A test beforehand would send the new values to the old address; but an address that is only named again is no way around the test.
    private static bool IsOf(CredentialAccess candidate, string? baseUrl)
    {
        ProblemList problems = new();
        string? own = BaseUrlRules.Check(baseUrl, candidate.Provider.BaseUrl, candidate.Kind, problems);
        return !problems.Any && (own is null ? !candidate.Target.OwnBaseUrl : candidate.Target.OwnBaseUrl && candidate.Target.BaseUrl == new Uri(own));
    }

    // A token that works once would be used up by looking at it: what it gives in exchange would be lost with the candidate.
    private static bool CanTell(CredentialAccess candidate) =>
        candidate.Kind.Auth is { Scheme: not AuthScheme.Stored, OAuth2: not { Rotates: true } } && candidate.MissingFields.Count == 0;
}
