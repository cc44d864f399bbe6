using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Verification;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Accounts;

/// <summary>What the database has of one account, its secrets apart.</summary>
/// <param name="Row">The account.</param>
/// <param name="Secrets">What may be known of its secrets, by field.</param>
/// <param name="Fields">Its other values.</param>
/// <param name="Verdicts">Those that its row names, by id.</param>
/// <param name="Links">ExecModules linked to it, trashed ones not counted.</param>
/// <param name="UpstreamProblem">What is open at the upstream; <c>null</c> if nothing.</param>
/// <param name="HasTwin">Whether a value of it is stored in another account as well.</param>
internal sealed record AccountRecord(
    AccountRow Row,
    Dictionary<string, (DateTimeOffset At, string? Reference)> Secrets,
    List<AccountFieldRow> Fields,
    Dictionary<long, VerdictRow> Verdicts,
    int Links,
    string? UpstreamProblem,
    bool HasTwin)
{
    internal const string RowQuery = """
        SELECT OwnerId, Name, ProviderId, CredentialKindId, Environment, Status, BaseUrl, EgressPolicy, Trashed, CreatedAt, ModifiedAt, Version, CredentialVersion, Problem, PluginVersion,
        ExpectedOwner, EarnedVerdictId, LastVerdictId,
        (SELECT count(*) FROM exec_modules WHERE AccountId = $a AND NOT Trashed),
        (SELECT Problem FROM upstream_accounts WHERE AccountId = $a AND State <> $b AND Problem IS NOT NULL)
        FROM accounts WHERE Id = $a
        """;

    internal const string VerdictQuery = """
        SELECT Id, AccountId, CredentialVersion, Kind, RuleId, Message, StatusCode, ErrorCode, Identity, Owner, Scopes, MissingScopes, ExpiresAt, Mode, AccountType, At, DurationMs
        FROM verdicts WHERE Id IN ($a, $b)
        """;

    // Both kinds of values at once: what has a text is no secret.
    private const string ValueQuery = """
        SELECT FieldKey, UpdatedAt, Reference, Fingerprint IS NOT NULL, NULL FROM account_secrets WHERE AccountId = $a
        UNION ALL SELECT FieldKey, UpdatedAt, NULL, 0, Value FROM account_fields WHERE AccountId = $a
        """;

    private const string TwinQuery = """
        SELECT 1 FROM account_secrets AS mine JOIN account_secrets AS other ON other.Fingerprint = mine.Fingerprint JOIN accounts ON accounts.Id = other.AccountId
        WHERE mine.AccountId = $a AND mine.Fingerprint IS NOT NULL AND other.AccountId <> mine.AccountId AND NOT accounts.Trashed LIMIT 1
        """;

    /// <summary>Reads one account; <c>null</c> if there is none.</summary>
    public static AccountRecord? Find(StoreReader reader, Guid id)
    {
        if (FindRow(reader, id) is not var (row, links, problem))
            return null;
        Dictionary<string, (DateTimeOffset At, string? Reference)> secrets = [];
        List<AccountFieldRow> fields = [];
        bool comparable = false;
        using (SqliteDataReader rows = reader.Query(ValueQuery, id))
        {
            while (rows.Read())
            {
                comparable |= rows.GetBoolean(3);
                if (rows.TextOrNull(4) is { } text)
                    fields.Add(new AccountFieldRow { AccountId = id, FieldKey = rows.GetString(0), Value = text, UpdatedAt = rows.Moment(1) });
                else
                    secrets.Add(rows.GetString(0), (rows.Moment(1), rows.TextOrNull(2)));
            }
        }

        return new AccountRecord(row, secrets, fields, FindVerdicts(reader, row), links, problem, comparable && Any(reader, TwinQuery, id));
    }

    private static (AccountRow Row, int Links, string? Problem)? FindRow(StoreReader reader, Guid id)
    {
        using SqliteDataReader row = reader.Query(RowQuery, id, (int)UpstreamAccountState.Settled);
        return row.Read() ? (ToRow(row, id), row.GetInt32(18), row.TextOrNull(19)) : null;
    }

    private static AccountRow ToRow(SqliteDataReader row, Guid id) => new()
    {
        Id = id,
        OwnerId = row.GetGuid(0),
        Name = row.GetString(1),
        ProviderId = row.TextOrNull(2),
        CredentialKindId = row.TextOrNull(3),
        Environment = row.GetString(4),
        Status = row.Name<AccountStatus>(5),
        BaseUrl = row.TextOrNull(6),
        EgressPolicy = row.GetString(7),
        Trashed = row.GetBoolean(8),
        CreatedAt = row.Moment(9),
        ModifiedAt = row.Moment(10),
        Version = row.GetInt64(11),
        CredentialVersion = row.GetInt64(12),
        Problem = row.TextOrNull(13),
        PluginVersion = row.TextOrNull(14),
        ExpectedOwner = row.TextOrNull(15),
        EarnedVerdictId = row.NumberOrNull(16),
        LastVerdictId = row.NumberOrNull(17),
    };

    private static Dictionary<long, VerdictRow> FindVerdicts(StoreReader reader, AccountRow account)
    {
        Dictionary<long, VerdictRow> verdicts = [];
        if (account.EarnedVerdictId is null && account.LastVerdictId is null)
            return verdicts;

        using SqliteDataReader rows = reader.Query(VerdictQuery, account.EarnedVerdictId ?? 0, account.LastVerdictId ?? 0);
        while (rows.Read())
        {
            VerdictRow verdict = new()
            {
                Id = rows.GetInt64(0),
                AccountId = rows.GetGuid(1),
                CredentialVersion = rows.GetInt64(2),
                Kind = rows.Name<Contracts.Verification.VerdictKind>(3),
                RuleId = rows.GetString(4),
                Message = rows.GetString(5),
                StatusCode = (int?)rows.NumberOrNull(6),
                ErrorCode = rows.TextOrNull(7),
                Identity = rows.GetString(8),
                Owner = rows.TextOrNull(9),
                Scopes = rows.TextOrNull(10),
                MissingScopes = rows.GetString(11),
                ExpiresAt = rows.MomentOrNull(12),
                Mode = rows.TextOrNull(13),
                AccountType = rows.TextOrNull(14),
                At = rows.Moment(15),
                DurationMs = rows.GetInt64(16),
            };
            verdicts.Add(verdict.Id, verdict);
        }

        return verdicts;
    }

    private static bool Any(StoreReader reader, string query, Guid id)
    {
        using SqliteDataReader row = reader.Query(query, id);
        return row.Read();
    }
}
