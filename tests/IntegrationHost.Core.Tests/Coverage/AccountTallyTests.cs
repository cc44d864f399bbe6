using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Coverage;

/// <summary>The figures that triggers keep are those that counting gives, whatever happens to accounts and verdicts.</summary>
public sealed class AccountTallyTests
{
    private const int Seed = 20261126;

    // Where the store's clock stands, in milliseconds since 1970.
    private static readonly long Now = new ManualTime().GetUtcNow().ToUnixTimeMilliseconds();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tally_AfterAnyChange_IsWhatCountingGives()
    {
        await using TestStore store = await TestStore.OpenAsync();
#pragma warning disable RS0030 // Not for secrets: the same seed must make the same changes.
        Random random = new(Seed);
#pragma warning restore RS0030
        List<Guid> ids = [];
        for (int index = 0; index < 12; index++)
            ids.Add((await store.AddMessengerAsync($"MESSENGER_{index}", $"mgb-{index:x4}00000000000000000000000000")).Id);
        HashSet<AccountTally> seen = [];
        for (int step = 0; step < 160; step++)
        {
            string id = ids[random.Next(ids.Count)].ToString().ToUpperInvariant();
            string change = Change(random, id);
            try
            {
                await store.SqlAsync(change);
            }
            catch (Microsoft.Data.Sqlite.SqliteException failure)
            {
                Assert.Fail($"{change}: {failure.Message}");
            }

            if (step % 20 == 0)
                await ServiceAsync(store, ids, random);
            seen.Add(await EqualAsync(store, $"seed {Seed}, step {step}: {change}"));
        }

        Assert.True(seen.Count > 40, $"Only {seen.Count} different figures: the changes change nothing.");
        await store.SqlAsync(AccountTallyTriggers.Fill);
        await EqualAsync(store, "filled anew");
    }

    [Fact]
    public async Task Hero_OfOneWhoMayReadOneAccount_CountsThatOneAlone()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor anna, _) = await store.AddActorAsync("anna");
        Account open = await store.AddMessengerAsync("OPEN");
        Account closed = await store.AddMessengerAsync("CLOSED", TestCatalog.OtherBotToken);
        await store.Verification.VerifyAsync(closed.Id, Token);
        await store.SqlAsync("UPDATE account_secrets SET Reference = 'securekey://vault/secret/x#y'");
        await store.Permissions.GrantAsync(SecuredType.Account, open.Id, "anna", Permission.Read, Token);

        HeroCounts all = await store.Coverage.GetHeroCountsAsync(Token);
        HeroCounts hers = await TestStore.AsAsync(anna, () => store.Coverage.GetHeroCountsAsync(Token));

        Assert.Equal((2, 2, 1, 1), (all.Accounts, all.VaultBacked, all.Verified, all.Unverified));
        Assert.Equal((1, 1, 0, 1), (hers.Accounts, hers.VaultBacked, hers.Verified, hers.Unverified));
    }

    // Everything that the host or a hand could do to the columns that count.
    private static string Change(Random random, string id) => random.Next(11) switch
    {
        0 => $"UPDATE accounts SET Trashed = NOT Trashed WHERE Id = '{id}'",
        1 => $"UPDATE accounts SET Status = '{Pick(random, "Ready", "Error", "Closed", "Executed")}' WHERE Id = '{id}'",
        2 => $"UPDATE accounts SET Environment = '{Pick(random, "production", "staging", "")}' WHERE Id = '{id}'",
        3 or 4 => $$"""
            INSERT INTO verdicts (AccountId, CredentialVersion, Kind, RuleId, Message, Identity, MissingScopes, At, DurationMs, Mode, AccountType, Owner, ExpiresAt)
            VALUES ('{{id}}', 1, '{{Pick(random, "Valid", "Insufficient", "Invalid")}}', 'r', 'm', '[]', '[]', {{At(random)}}, 0, {{Pick(random, "NULL", "'live'", "'test'")}}, {{Pick(random, "NULL", "'sandbox'")}},
                {{Pick(random, "NULL", Owner("one"), Owner("two"))}}, {{Pick(random, "NULL", "1", "4000000000000", $"{Now + 86_400_000}")}});
            UPDATE accounts SET EarnedVerdictId = last_insert_rowid() WHERE Id = '{{id}}'
            """,
        5 => $"UPDATE accounts SET EarnedVerdictId = NULL WHERE Id = '{id}'",
        6 => $"UPDATE accounts SET ExpectedOwner = {Pick(random, "NULL", Owner("one"), Owner("two"))} WHERE Id = '{id}'",
        7 => $"UPDATE verdicts SET Kind = '{Pick(random, "Valid", "Invalid")}', ExpiresAt = {Pick(random, "NULL", "1", "4000000000000")}, At = {At(random)} WHERE Id = (SELECT EarnedVerdictId FROM accounts WHERE Id = '{id}')",
        8 => $"DELETE FROM verdicts WHERE Id = (SELECT EarnedVerdictId FROM accounts WHERE Id = '{id}')",
        9 => $"UPDATE accounts SET EarnedVerdictId = (SELECT max(Id) FROM verdicts WHERE AccountId <> '{id}') WHERE Id = '{id}'",
        _ => $"UPDATE accounts SET Name = Name || 'x', ModifiedAt = ModifiedAt + 1 WHERE Id = '{id}'",
    };

    // Around the limit of what is stale, and far from it.
    private static string At(Random random) => Pick(random, "0", $"{Now - 604_800_000 + random.Next(-90_000_000, 90_000_000)}", $"{Now}");

    private static string Owner(string id) => $$"""'{"Label":"workspace","Id":"{{id}}","Name":null}'""";

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];

    private static async Task ServiceAsync(TestStore store, List<Guid> ids, Random random)
    {
        Guid id = ids[random.Next(ids.Count)];
        if (random.Next(3) == 0)
        {
            await store.Accounts.DeleteAsync(id, Token);
            ids.Remove(id);
        }
        else if ((await store.Accounts.FindAsync(id, Token))!.Trashed)
        {
            await store.Accounts.RestoreAsync(id, Token);
        }
        else
        {
            store.Provider.Next = Verdicts.Of(VerdictKind.Valid) with { ExpiresAt = store.Time.GetUtcNow().AddDays(random.Next(40)) };
            await store.Verification.VerifyAsync(id, Token);
        }
    }

    private static async Task<AccountTally> EqualAsync(TestStore store, string what)
    {
        await using HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Token);
        DateTimeOffset now = store.Time.GetUtcNow();
        AccountTally kept = await AccountTally.ReadAsync(context, now, Token);
        AccountTally counted = await AccountTally.CountAsync(context, context.Accounts, now, Token);
        Assert.True(counted == kept, $"{what}\n  counted {counted}\n  kept    {kept}");
        return kept;
    }
}
