using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Accounts.Listing;

/// <summary>An account with what other tables say of it, for choosing and ordering in the database. What a query does not name is not looked up.</summary>
internal sealed class ListedAccount
{
    public required AccountRow Row { get; init; }

    /// <summary>Kind of the earned verdict.</summary>
    public VerdictKind? Verdict { get; init; }

    /// <summary>When the credential ends, by the earned verdict.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public string? Username { get; init; }

    /// <summary>All accounts with what is said of them.</summary>
    public static IQueryable<ListedAccount> Of(HostDbContext context, IQueryable<AccountRow> rows, UsernameKeys usernames)
    {
        (string[] fields, string[] kinds) = (usernames.Fields, usernames.Kinds);
        return rows.Select(row => new ListedAccount
        {
            Row = row,
            Verdict = context.Verdicts.Where(verdict => verdict.Id == row.EarnedVerdictId && verdict.AccountId == row.Id).Select(verdict => (VerdictKind?)verdict.Kind).FirstOrDefault(),
            ExpiresAt = context.Verdicts.Where(verdict => verdict.Id == row.EarnedVerdictId && verdict.AccountId == row.Id).Select(verdict => verdict.ExpiresAt).FirstOrDefault(),
            Username = context.Fields.Where(field => field.AccountId == row.Id
                    && (fields.Contains(row.ProviderId + "/" + row.CredentialKindId + "/" + field.FieldKey)
                        || (field.FieldKey == UsernameKeys.Usual && !kinds.Contains(row.ProviderId + "/" + row.CredentialKindId))))
                .Select(field => field.Value).FirstOrDefault(),
        });
    }
}
