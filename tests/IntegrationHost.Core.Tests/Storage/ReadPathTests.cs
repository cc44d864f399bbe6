using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>What is asked at every request is read without EF: it must say the same as EF does, see all columns, and never give what has been changed since, by whomever.</summary>
public sealed partial class ReadPathTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // What a statement is asked by, and what only lists need, is not read again.
    public static TheoryData<string, string, string[]> Statements => new()
    {
        { "accounts", AccountRecord.RowQuery, ["Id", "NameKey"] },
        { "verdicts", AccountRecord.VerdictQuery, [] },
        { "api_tokens", AccessRows.TokenQuery, ["Id"] },
        { "principals", AccessRows.PrincipalQuery, ["Id"] },
        { "roles", AccessRows.RoleQuery, ["Id"] },
        { "acl_objects", AccessRows.ObjectQuery, ["ObjectType", "ObjectId"] },
        { "acl_entries", AccessRows.EntryQuery, ["ObjectType", "ObjectId"] },
    };

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Statement_ReadsEveryColumnOfItsTable(string table, string statement, string[] leftOut)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await using HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Cancel);
        IEnumerable<string> columns = context.Model.GetEntityTypes().Single(type => type.FindAnnotation("Relational:TableName")?.Value as string == table).GetProperties().Select(property => property.Name);

        string list = Columns().Match(statement).Groups[1].Value;

        Assert.Equal(columns.Except(leftOut).Order(), list.Split([',', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public async Task OneAccount_ReadsAsItDoesInTheList()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account verified = await store.AddMessengerAsync("VERIFIED");
        store.Provider.Next = Verdicts.Valid("chat:write") with { Mode = "test", ExpiresAt = store.Time.GetUtcNow().AddDays(3), ErrorCode = "none", AccountType = "Trial" };
        await store.Verification.VerifyAsync(verified.Id, Cancel);
        store.Provider.Next = Verdicts.Of(VerdictKind.RateLimited) with { StatusCode = null };
        await store.Verification.VerifyAsync(verified.Id, Cancel);
        await store.Modules.LinkAsync(verified.Id, [(await store.AddModuleAsync("MessengerPostModule")).Id, (await store.AddModuleAsync("MessengerPingModule")).Id], Cancel);
        await store.AddMessengerAsync("TWIN");
        await store.AddMessengerAsync("OTHER", TestCatalog.OtherBotToken);
        await store.Accounts.ChangeAsync((await store.AddLedgerAsync()).Id, new AccountChange { Environment = "production", Status = AccountStatus.Closed }, Cancel);
        await store.Accounts.CreateAsync(new AccountDraft { Name = "NO_PROVIDER", Fields = new Dictionary<string, string> { ["username"] = "ü", ["password"] = "p-EXAMPLE" } }, Cancel);
        await store.Accounts.TrashAsync((await store.AddMessengerAsync("GONE", TestCatalog.UserToken, "user-token")).Id, Cancel);

        IReadOnlyList<Account> all = await store.Accounts.ListAsync(Cancel, includeTrashed: true);

        Assert.Equal(6, all.Count);
        Assert.Contains(all, account => account.Findings.Count > 0);
        foreach (Account listed in all)
            Assert.Equal(JsonSerializer.Serialize(listed), JsonSerializer.Serialize(await store.Accounts.FindAsync(listed.Id, Cancel)));
    }

    [Fact]
    public async Task Token_ThatAnotherProcessTook_IsRefusedAtTheNextRequest_AndOneThatWasPutBackAsWell()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (_, string token) = await store.AddActorAsync("alice");
        async Task<bool> IsLetIn() => (await store.Tokens.AuthenticateAsync(token, Cancel)).Actor is not null;
        Assert.True(await IsLetIn());
        await store.SqlAsync("CREATE TABLE valid AS SELECT * FROM api_tokens; DELETE FROM api_tokens");
        Assert.False(await IsLetIn());
        await store.SqlAsync("INSERT INTO api_tokens SELECT * FROM valid");
        Assert.True(await IsLetIn());
        await store.Tokens.RevokeAsync(TokenText.IdOf(token), Cancel);
        Assert.False(await IsLetIn());

        // Genuine as ever, but from before it was revoked.
        await store.SqlAsync("DELETE FROM api_tokens; INSERT INTO api_tokens SELECT * FROM valid");
        Assert.False(await IsLetIn());
    }

    [Fact]
    public async Task Permission_ThatAnotherProcessTook_IsGoneAtTheNextRequest_AndNeitherChangedNorPutBackRowsGiveAny()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        Guid account = (await store.AddMessengerAsync()).Id;
        async Task<bool> MayRead()
        {
            try
            {
                return await TestStore.AsAsync(alice, () => store.Accounts.FindAsync(account, Cancel)) is not null;
            }
            catch (AccessDeniedException)
            {
                return false;
            }
        }

        Assert.False(await MayRead());
        await store.Permissions.GrantAsync(SecuredType.Account, account, "alice", Permission.Read, Cancel);
        Assert.True(await MayRead());
        await store.SqlAsync("UPDATE acl_entries SET Mask = Mask | 2");
        Assert.False(await MayRead());
        await store.SqlAsync("UPDATE acl_entries SET Mask = Mask & ~2");
        Assert.True(await MayRead());
        await store.SqlAsync("CREATE TABLE objects AS SELECT * FROM acl_objects; CREATE TABLE entries AS SELECT * FROM acl_entries; DELETE FROM acl_entries");
        Assert.False(await MayRead());
        await store.SqlAsync("INSERT INTO acl_entries SELECT * FROM entries");
        Assert.True(await MayRead());
        await store.Permissions.RevokeAsync(SecuredType.Account, account, "alice", Permission.Read, Cancel);
        Assert.False(await MayRead());

        // Genuine as ever, but from before it was taken.
        await store.SqlAsync("DELETE FROM acl_entries; DELETE FROM acl_objects; INSERT INTO acl_objects SELECT * FROM objects; INSERT INTO acl_entries SELECT * FROM entries");
        Assert.False(await MayRead());
    }

    [Fact]
    public async Task VerdictAndName_ThatAnotherProcessChanged_AreReadAtTheNextRequest()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Guid id = (await store.AddMessengerAsync()).Id;
        await store.Verification.VerifyAsync(id, Cancel);
        Assert.True((await store.Accounts.FindAsync(id, Cancel))!.Verified);

        await store.SqlAsync("UPDATE verdicts SET Kind = 'Invalid'; UPDATE accounts SET Name = 'RENAMED', NameKey = 'RENAMED'");

        Account read = (await store.Accounts.FindAsync(id, Cancel))!;
        Assert.Equal((false, VerdictKind.Invalid, "RENAMED"), (read.Verified, read.EarnedVerdict!.Kind, read.Name));
    }

    [Fact]
    public async Task Reads_WhileOneWrites_AreEachOfOneMoment()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Guid id = (await store.AddMessengerAsync("N0")).Id;
        await store.Accounts.ChangeAsync(id, new AccountChange { Name = "N0", Fields = new Dictionary<string, string?> { ["workspace"] = "N0" } }, Cancel);
        using CancellationTokenSource done = new();
        Task<int>[] readers = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            int torn = 0;
            do
            {
                Account read = (await store.Accounts.FindAsync(id, Cancel))!;
                torn += read.Username == read.Name ? 0 : 1;
            }
            while (!done.IsCancellationRequested);
            return torn;
        }))];

        for (int change = 1; change <= 50; change++)
            await store.Accounts.ChangeAsync(id, new AccountChange { Name = $"N{change}", Fields = new Dictionary<string, string?> { ["workspace"] = $"N{change}" } }, Cancel);
        await done.CancelAsync();

        Assert.Equal(0, (await Task.WhenAll(readers)).Sum());
        Assert.Equal("N50", (await store.Accounts.FindAsync(id, Cancel))!.Name);
    }

    [Fact]
    public async Task SealedStore_IsNotRead()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Guid id = (await store.AddMessengerAsync()).Id;
        Assert.NotNull(await store.Accounts.FindAsync(id, Cancel));
        ReadPool reads = store.Store.Database.Reads;

        await store.Store.SealAsync("test");

        await Assert.ThrowsAsync<StoreSealedException>(() => store.Accounts.FindAsync(id, Cancel));
        Assert.Throws<StoreSealedException>(() => reads.Read(_ => 0));
        await store.ReopenAsync();
        Assert.NotNull(await store.Accounts.FindAsync(id, Cancel));
    }

    [Fact]
    public async Task Read_ThatFails_LeavesNoTransactionBehind_AndReadsCannotWrite()
    {
        await using TestStore store = await TestStore.OpenAsync();
        ReadPool reads = store.Store.Database.Reads;

        Assert.Throws<InvalidTimeZoneException>(() => reads.Read<int>(_ => throw new InvalidTimeZoneException()));
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => reads.Read(reader =>
        {
            reader.Run("DELETE FROM accounts");
            return 0;
        }));

        await store.AddMessengerAsync();
        Assert.Single(await store.Accounts.ListAsync(Cancel));
        await store.Store.CheckpointAsync(Cancel);
        Assert.Equal(0, new FileInfo(store.Paths.DatabasePath + "-wal").Length);
    }

    [GeneratedRegex("^SELECT (.*?),?\\s+(?:FROM|\\(SELECT) ", RegexOptions.Singleline)]
    private static partial Regex Columns();
}
