using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>A value that is none of its column, put there with SQL: the other rows go on, and the check names the row.</summary>
public sealed class BrokenRowTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Values => new()
    {
        { "accounts", "Id", "'nobody'" },
        { "accounts", "Id", "lower(Id)" },
        { "accounts", "Id", "x'00ff'" },
        { "accounts", "OwnerId", "''" },
        { "accounts", "Status", "'Excellent'" },
        { "accounts", "CreatedAt", "9223372036854775807" },
        { "accounts", "ModifiedAt", "'yesterday'" },
        { "accounts", "ExpectedOwner", "'{'" },
        { "accounts", "Trashed", "2" },
        { "verdicts", "AccountId", "'nobody'" },
        { "verdicts", "Kind", "'Superb'" },
        { "verdicts", "At", "-9223372036854775808" },
        { "verdicts", "Identity", "'{}'" },
        { "verdicts", "Scopes", "'5'" },
        { "verdicts", "MissingScopes", "'['" },
        { "verdicts", "Owner", "'[]'" },
        { "verdicts", "StatusCode", "9223372036854775807" },
        { "exec_modules", "Id", "'nobody'" },
        { "exec_modules", "Json", "'{'" },
        { "exec_modules", "AccountId", "'nobody'" },
        { "account_secrets", "AccountId", "'nobody'" },
        { "account_secrets", "UpdatedAt", "9223372036854775807" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Row_WithAValueThatIsNone_HidesNoOther(string table, string column, string value)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account broken = await store.AddMessengerAsync("BROKEN");
        Account whole = await store.AddMessengerAsync("WHOLE", TestCatalog.OtherBotToken);
        await store.Verification.VerifyAsync(broken.Id, Cancel);
        await store.Verification.VerifyAsync(whole.Id, Cancel);
        Guid first = (await store.AddModuleAsync("MessengerPostModule", "BROKEN")).Id, second = (await store.AddModuleAsync("MessengerPostModule", "WHOLE")).Id;
        await store.Modules.LinkAsync(broken.Id, [first], Cancel);
        await store.Modules.LinkAsync(whole.Id, [second], Cancel);
        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Damaged);

        Assert.Equal(1, await store.SqlAsync($"PRAGMA foreign_keys=OFF; UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})"));

        Assert.Contains(await store.Accounts.ListAsync(Cancel), account => account.Id == whole.Id && account.Problem is null && account.EarnedVerdict is not null);
        Assert.Contains(await store.Modules.ListAsync(Cancel), module => module.Id == second && module.ToJson().Count > 0);
        Assert.Contains((await store.Coverage.GetAsync(Cancel)).Entries, entry => entry.ModuleId == second && entry.AccountName == whole.Name);
        await store.Coverage.GetHeroCountsAsync(Cancel);
        Assert.Equal(AuditVerdict.Intact, (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Verdict);
        string[] damaged = [.. (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Damaged];
        Assert.Contains(damaged, row => row.StartsWith($"{table} row ", StringComparison.Ordinal) && row.EndsWith($": {column} is none", StringComparison.Ordinal));

        await store.ReopenAsync();
        Assert.Contains(await store.Accounts.ListAsync(Cancel), account => account.Id == whole.Id);
        await store.Accounts.OpenCredentialAsync(whole.Id, Cancel);
    }

    [Fact]
    public void Ids_OfDifferentTexts_AreDifferent()
    {
        string[] texts = ["", "nobody", "NOBODY", Guid.Empty.ToString("N"), "{00000000-0000-0000-0000-000000000000}", "abcdefab-cdef-abcd-efab-cdefabcdefab"];
        Guid[] ids = [.. texts.Select(StoredIdConverter.Read)];
        Assert.Equal(texts.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(StoredIdConverter.IsNone(id)));
        Guid real = Guid.NewGuid();
        Assert.Equal(real, StoredIdConverter.Read(StoredIdConverter.Write(real)));
        Assert.False(StoredIdConverter.IsNone(real));
    }

    /// <summary>The figures that triggers keep, changed with SQL: found at the next start, and by the check while the host runs.</summary>
    [Theory]
    [InlineData("UPDATE account_tallies SET Count = Count + 5")]
    [InlineData("UPDATE account_tallies SET Count = 9223372036854775807")]
    [InlineData("UPDATE account_tallies SET Status = 'Excellent'")]
    [InlineData("UPDATE account_tallies SET Kind = 'Invalid'")]
    [InlineData("DELETE FROM account_tallies")]
    [InlineData("UPDATE account_days SET Day = -Day")]
    [InlineData("UPDATE account_days SET Count = 9223372036854775807, Day = Day - 30")]
    [InlineData("INSERT INTO account_watches (AccountId, ExpiresAt, Differs) SELECT Id, 5, 1 FROM accounts")]
    [InlineData("INSERT INTO account_watches (AccountId, ExpiresAt, Differs) VALUES ('nobody', 9223372036854775807, 7)")]
    [InlineData("DROP TRIGGER account_tally_insert")]
    [InlineData("DROP TRIGGER account_tally_insert; CREATE TRIGGER account_tally_insert AFTER INSERT ON accounts BEGIN DELETE FROM account_tallies; END")]
    public async Task Figures_ChangedOutsideTheHost_AreCountedAnew(string statement)
    {
        foreach (bool live in (bool[])[true, false])
        {
            await using TestStore store = await TestStore.OpenAsync();
            Account account = await store.AddMessengerAsync();
            await store.Verification.VerifyAsync(account.Id, Cancel);
            HeroCounts before = await store.Coverage.GetHeroCountsAsync(Cancel);
            Assert.False((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Recounted);

            await store.SqlAsync("PRAGMA foreign_keys=OFF; " + statement);
            await store.Coverage.GetHeroCountsAsync(Cancel);
            if (live)
                Assert.True((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Recounted);
            else
                await store.ReopenAsync();

            Assert.Equal(before, await store.Coverage.GetHeroCountsAsync(Cancel));
            Assert.False((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Recounted);
            Assert.Contains(await store.Audit.LastAsync(20, Cancel), happened => happened.Action == AuditActions.StoreRecount);
            await store.AddMessengerAsync("ANOTHER", TestCatalog.OtherBotToken);
            Assert.Equal(before.Accounts + 1, (await store.Coverage.GetHeroCountsAsync(Cancel)).Accounts);
        }
    }
}
