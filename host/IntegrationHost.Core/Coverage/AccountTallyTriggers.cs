namespace IntegrationHost.Core.Coverage;

/// <summary>
/// Keeps <see cref="AccountTallyRow"/>, <see cref="AccountDayRow"/> and <see cref="AccountWatchRow"/> like the accounts, whoever changes them and however. What they hold is counted only: which account is verified, its own verdict tells.
/// A migration that rebuilds <c>accounts</c> or <c>verdicts</c> drops them with the old table and must make them anew (<see cref="Drop"/>, <see cref="Create"/>, <see cref="Fill"/>).
/// </summary>
internal static class AccountTallyTriggers
{
    public const string Key = "Status, Environment, Kind, Mode, AccountType, Differs";

    public const string Create = $"""
        CREATE TRIGGER account_tally_insert AFTER INSERT ON accounts WHEN NOT NEW.Trashed BEGIN {CountNew} END;
        CREATE TRIGGER account_tally_update AFTER UPDATE OF Trashed, Status, Environment, ExpectedOwner, EarnedVerdictId ON accounts BEGIN {UncountOld} {CountNew} END;
        CREATE TRIGGER account_tally_delete BEFORE DELETE ON accounts BEGIN {UncountOld} END;
        CREATE TRIGGER account_tally_verdict_delete BEFORE DELETE ON verdicts BEGIN
            UPDATE accounts SET EarnedVerdictId = NULL WHERE Id = OLD.AccountId AND EarnedVerdictId = OLD.Id;
        END;
        CREATE TRIGGER account_tally_verdict_before BEFORE UPDATE OF AccountId, Kind, Mode, AccountType, Owner, ExpiresAt, At ON verdicts BEGIN
            UPDATE accounts SET EarnedVerdictId = -EarnedVerdictId WHERE Id = OLD.AccountId AND EarnedVerdictId = OLD.Id;
        END;
        CREATE TRIGGER account_tally_verdict_after AFTER UPDATE OF AccountId, Kind, Mode, AccountType, Owner, ExpiresAt, At ON verdicts BEGIN
            UPDATE accounts SET EarnedVerdictId = -EarnedVerdictId WHERE Id = OLD.AccountId AND EarnedVerdictId = -OLD.Id;
        END;
        """;

    public const string Drop = """
        DROP TRIGGER IF EXISTS account_tally_insert; DROP TRIGGER IF EXISTS account_tally_update; DROP TRIGGER IF EXISTS account_tally_delete;
        DROP TRIGGER IF EXISTS account_tally_verdict_delete; DROP TRIGGER IF EXISTS account_tally_verdict_before; DROP TRIGGER IF EXISTS account_tally_verdict_after;
        """;

    /// <summary>The tallies as counting gives them.</summary>
    public const string CountedTallies = """
        SELECT account.Status, account.Environment, coalesce(verdict.Kind, ''), coalesce(verdict.Mode, ''), coalesce(verdict.AccountType, ''), coalesce(account.ExpectedOwner <> verdict.Owner, 0), count(*)
        FROM accounts account LEFT JOIN verdicts verdict ON verdict.Id = account.EarnedVerdictId AND verdict.AccountId = account.Id WHERE NOT account.Trashed GROUP BY 1, 2, 3, 4, 5, 6
        """;

    /// <summary>The days as counting gives them.</summary>
    public const string CountedDays = """
        SELECT verdict.At / 86400000, count(*) FROM accounts account JOIN verdicts verdict ON verdict.Id = account.EarnedVerdictId AND verdict.AccountId = account.Id
        WHERE NOT account.Trashed GROUP BY 1
        """;

    /// <summary>The watched accounts as looking at each gives them.</summary>
    public const string FoundWatches = """
        SELECT account.Id, verdict.ExpiresAt, coalesce(account.ExpectedOwner <> verdict.Owner, 0)
        FROM accounts account JOIN verdicts verdict ON verdict.Id = account.EarnedVerdictId AND verdict.AccountId = account.Id
        WHERE NOT account.Trashed AND (verdict.ExpiresAt IS NOT NULL OR account.ExpectedOwner <> verdict.Owner)
        """;

    /// <summary>Counts what is there.</summary>
    public const string Fill = $"""
        DELETE FROM account_tallies;
        DELETE FROM account_days;
        DELETE FROM account_watches;
        INSERT INTO account_days (Day, Count) {CountedDays};
        INSERT INTO account_tallies ({Key}, Count) {CountedTallies};
        INSERT INTO account_watches (AccountId, ExpiresAt, Differs) {FoundWatches};
        """;

    private const string CountNew = $"""
        INSERT INTO account_tallies ({Key}, Count)
            SELECT NEW.Status, NEW.Environment, coalesce(verdict.Kind, ''), coalesce(verdict.Mode, ''), coalesce(verdict.AccountType, ''), coalesce(NEW.ExpectedOwner <> verdict.Owner, 0), 1
            FROM (SELECT 1) LEFT JOIN verdicts verdict ON verdict.Id = NEW.EarnedVerdictId AND verdict.AccountId = NEW.Id WHERE NOT NEW.Trashed
            ON CONFLICT ({Key}) DO UPDATE SET Count = Count + 1;
        INSERT INTO account_days (Day, Count)
            SELECT verdict.At / 86400000, 1 FROM verdicts verdict WHERE verdict.Id = NEW.EarnedVerdictId AND verdict.AccountId = NEW.Id AND NOT NEW.Trashed
            ON CONFLICT (Day) DO UPDATE SET Count = Count + 1;
        INSERT OR REPLACE INTO account_watches (AccountId, ExpiresAt, Differs)
            SELECT NEW.Id, verdict.ExpiresAt, coalesce(NEW.ExpectedOwner <> verdict.Owner, 0) FROM verdicts verdict
            WHERE verdict.Id = NEW.EarnedVerdictId AND verdict.AccountId = NEW.Id AND NOT NEW.Trashed AND (verdict.ExpiresAt IS NOT NULL OR NEW.ExpectedOwner <> verdict.Owner);
        """;

    private const string UncountOld = $"""
        UPDATE account_tallies SET Count = Count - 1 WHERE NOT OLD.Trashed AND ({Key}) = (
            SELECT OLD.Status, OLD.Environment, coalesce(verdict.Kind, ''), coalesce(verdict.Mode, ''), coalesce(verdict.AccountType, ''), coalesce(OLD.ExpectedOwner <> verdict.Owner, 0)
            FROM (SELECT 1) LEFT JOIN verdicts verdict ON verdict.Id = OLD.EarnedVerdictId AND verdict.AccountId = OLD.Id);
        DELETE FROM account_tallies WHERE Count < 1;
        UPDATE account_days SET Count = Count - 1 WHERE NOT OLD.Trashed AND Day = (
            SELECT verdict.At / 86400000 FROM verdicts verdict WHERE verdict.Id = OLD.EarnedVerdictId AND verdict.AccountId = OLD.Id);
        DELETE FROM account_days WHERE Count < 1;
        DELETE FROM account_watches WHERE AccountId = OLD.Id;
        """;
}
