using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Permissions;

/// <summary>Rows that decide who may do what are changed with SQL. Each time the row counts for nothing, and the check names it.</summary>
public sealed class RowTamperingTests
{
    private const int Each = 15;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangedRows_AreAllDeniedAndReported()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.Roles.CreateAsync("operators", Cancel);
        List<(Actor Actor, string Token, Guid Account)> people = [];
        for (int index = 0; index < Each; index++)
        {
            (Actor actor, string token) = await store.AddActorAsync($"user{index}", "operators");
            Guid account = (await store.AddMessengerAsync($"A{index}", TestCatalog.BotToken[..^2] + $"{index:x2}")).Id;
            await store.Permissions.GrantAsync(SecuredType.Account, account, $"user{index}", Permission.Read, Cancel);
            people.Add((actor, token, account));
        }

        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered);
        Assert.All(people, person => Assert.NotNull(store.Tokens.AuthenticateAsync(person.Token, Cancel).GetAwaiter().GetResult().Actor));

        int edits = 0, denied = 0, reported = 0;
        async Task AttackAsync(string change, string back, string name, Func<Task<bool>> isDenied)
        {
            edits += await store.SqlAsync(change) > 0 ? 1 : 0;
            denied += await isDenied() ? 1 : 0;
            reported += (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered.Any(row => row.Contains(name, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
            await store.SqlAsync(back);
        }

        foreach ((Actor actor, string token, Guid account) in people)
        {
            string id = TokenText.IdOf(token), principal = actor.PrincipalId.ToString().ToUpperInvariant(), item = account.ToString().ToUpperInvariant();
            async Task<bool> TokenDenied() => (await store.Tokens.AuthenticateAsync(token, Cancel)).Actor is null;
            async Task<bool> ReadDenied() => (await TestStore.AsAsync(actor, () => store.Accounts.ListAsync(Cancel))).Count == 0
                && await DeniedAsync(() => TestStore.AsAsync(actor, () => store.Accounts.FindAsync(account, Cancel)));
            await AttackAsync($"UPDATE api_tokens SET Scopes = Scopes || ' more' WHERE Id = '{id}'", $"UPDATE api_tokens SET Scopes = replace(Scopes, ' more', '') WHERE Id = '{id}'", id, TokenDenied);
            await AttackAsync($"UPDATE api_tokens SET ExpiresAt = ExpiresAt + 999999999 WHERE Id = '{id}'", $"UPDATE api_tokens SET ExpiresAt = ExpiresAt - 999999999 WHERE Id = '{id}'", id, TokenDenied);
            await AttackAsync($"UPDATE principals SET Roles = 's:ADMIN,' || Roles WHERE Id = '{principal}'", $"UPDATE principals SET Roles = substr(Roles, 9) WHERE Id = '{principal}'", principal, TokenDenied);
            await AttackAsync($"UPDATE acl_entries SET Mask = Mask | 256 WHERE ObjectId = '{item}'", $"UPDATE acl_entries SET Mask = Mask & ~256 WHERE ObjectId = '{item}'", item, ReadDenied);
            await AttackAsync($"UPDATE acl_objects SET OwnerId = '{principal}' WHERE ObjectId = '{item}'", $"UPDATE acl_objects SET OwnerId = '{Guid.Empty.ToString()}' WHERE ObjectId = '{item}'", item, ReadDenied);
            await store.SqlAsync($"UPDATE acl_objects SET OwnerId = '{Guid.Empty}' WHERE ObjectId = '{item}'");
            await AttackAsync(
                $"INSERT INTO acl_entries (Id, ObjectType, ObjectId, Sid, Mask, Granting) SELECT '{Guid.NewGuid().ToString().ToUpperInvariant()}', ObjectType, ObjectId, 's:EVERYONE', 1023, 1 FROM acl_objects WHERE ObjectId = '{item}'",
                $"DELETE FROM acl_entries WHERE ObjectId = '{item}' AND Sid = 's:EVERYONE'", item, ReadDenied);
            await AttackAsync(
                $"CREATE TABLE kept AS SELECT * FROM acl_entries WHERE ObjectId = '{item}'; DELETE FROM acl_entries WHERE ObjectId = '{item}'",
                "INSERT INTO acl_entries SELECT * FROM kept; DROP TABLE kept", item, ReadDenied);
        }

        TestContext.Current.SendDiagnosticMessage($"Rows changed by SQL: {edits}, denied {denied}, reported {reported}.");
        Assert.Equal((7 * Each, 7 * Each, 7 * Each), (edits, denied, reported));
        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered);
    }

    /// <summary>A row that was genuine once, put back with SQL: the trail tells that something came after it.</summary>
    [Fact]
    public async Task EarlierRows_PutBack_AreReported()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor actor, string token) = await store.AddActorAsync("alice", "ADMIN");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        await store.SqlAsync("CREATE TABLE kept_tokens AS SELECT * FROM api_tokens; CREATE TABLE kept_people AS SELECT * FROM principals; CREATE TABLE kept_objects AS SELECT * FROM acl_objects; CREATE TABLE kept_entries AS SELECT * FROM acl_entries");
        await store.Tokens.RevokeAsync(TokenText.IdOf(token), Cancel);
        await store.Permissions.RevokeAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        await store.Principals.ChangeAsync(actor.PrincipalId, null, [], enabled: false, Cancel);
        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered);

        await store.SqlAsync("DELETE FROM acl_entries; DELETE FROM acl_objects; INSERT INTO acl_objects SELECT * FROM kept_objects; INSERT INTO acl_entries SELECT * FROM kept_entries");
        await store.SqlAsync("DELETE FROM api_tokens; INSERT INTO api_tokens SELECT * FROM kept_tokens");
        await store.SqlAsync("DELETE FROM principals; INSERT INTO principals SELECT * FROM kept_people");

        Assert.Equal(
            ["acl_objects", "api_tokens", "principals"], (await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered.Select(row => row.Split(' ')[0]).Order(StringComparer.Ordinal));

        await store.Principals.DeleteAsync(actor.PrincipalId, Cancel);
        await store.SqlAsync("INSERT INTO principals SELECT * FROM kept_people");
        Assert.Contains((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered, row => row.StartsWith("principals ", StringComparison.Ordinal));
    }

    /// <summary>As above, at once and after a new start: what was put back lets nobody in, and gives nobody anything.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EarlierRows_PutBack_AreDenied(bool reopened)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.Roles.CreateAsync("operators", Cancel);
        Guid role = (await store.Roles.ListAsync(Cancel)).First(known => known.RoleName == "operators").Id;
        (Actor alice, string revoked) = await store.AddActorAsync("alice", "operators");
        string stays = (await store.Tokens.CreateAsync("stays", "alice", Scopes.All, days: null, Cancel)).Text;
        (Actor bob, string kept) = await store.AddActorAsync("bob", "ADMIN");
        Account account = await store.AddMessengerAsync();
        Account shared = await store.AddMessengerAsync("SHARED", TestCatalog.OtherBotToken);
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        await store.Permissions.GrantAsync(SecuredType.Account, shared.Id, "operators", Permission.Read, Cancel);
        string[] tables = ["api_tokens", "principals", "roles", "acl_objects", "acl_entries"];
        await store.SqlAsync(string.Join("; ", tables.Select(table => $"CREATE TABLE kept_{table} AS SELECT * FROM {table}")));
        Assert.Equal(2, (await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel))).Count);

        await store.Tokens.RevokeAsync(TokenText.IdOf(revoked), Cancel);
        await store.Permissions.RevokeAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        await store.Roles.DeleteAsync(role, Cancel);
        await store.Principals.ChangeAsync(bob.PrincipalId, null, ["EVERYONE"], enabled: true, Cancel);
        Assert.False((await store.Tokens.AuthenticateAsync(kept, Cancel)).Actor!.IsAdmin);
        await store.SqlAsync("PRAGMA foreign_keys=OFF; " + string.Join("; ", tables.Select(table => $"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}")));
        if (reopened)
            await store.ReopenAsync();

        alice = (await store.Tokens.AuthenticateAsync(stays, Cancel)).Actor!;
        Assert.Equal((null, "tampered"), await WhoAsync(revoked));
        Assert.Equal((null, "principal tampered"), await WhoAsync(kept));
        Assert.Empty(await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel)));
        Assert.True(await DeniedAsync(() => TestStore.AsAsync(alice, () => store.Accounts.FindAsync(account.Id, Cancel))));
        Assert.DoesNotContain("operators", (await store.Principals.GetAsync(alice.PrincipalId, Cancel)).Roles);

        // An admin sets them again, by the usual ways.
        await store.Principals.ChangeAsync(bob.PrincipalId, "bob", ["ADMIN"], enabled: true, Cancel);
        await store.Permissions.SetAsync(SecuredType.Account, account.Id, [new AclItem("alice", Permission.Read, Granted: true)], confirmLockout: false, Cancel);
        Assert.True((await store.Tokens.AuthenticateAsync(kept, Cancel)).Actor!.IsAdmin);
        Assert.Single(await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel)));

        async Task<(Actor?, string)> WhoAsync(string token)
        {
            Authentication found = await store.Tokens.AuthenticateAsync(token, Cancel);
            return (found.Actor, found.Reason);
        }
    }

    /// <summary>Whoever asks while permissions change is answered as of before or after, never as if they were forged.</summary>
    [Fact]
    public async Task Permissions_ThatChangeMeanwhile_AreNeverTakenForForged()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, string token) = await store.AddActorAsync("alice", "ADMIN");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        Actor plain = alice with { IsAdmin = false, Sids = [.. alice.Sids.Where(sid => sid != Sids.Admin)] };
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        int asked = 0;
        Task[] asking = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.Single(await TestStore.AsAsync(plain, () => store.Accounts.ListAsync(Cancel)));
                Assert.NotNull((await store.Tokens.AuthenticateAsync(token, Cancel)).Actor);
                Interlocked.Increment(ref asked);
            }
        }, Cancel))];

        for (int change = 0; change < 20; change++)
        {
            await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", change % 2 == 0 ? Permission.Write : Permission.Execute, Cancel);
            await store.Permissions.RevokeAsync(SecuredType.Account, account.Id, "alice", change % 2 == 0 ? Permission.Write : Permission.Execute, Cancel);
            await store.Principals.ChangeAsync(alice.PrincipalId, null, change % 2 == 0 ? ["ADMIN", "EVERYONE"] : ["ADMIN"], enabled: true, Cancel);
        }

        await done.CancelAsync();
        await Task.WhenAll(asking);
        Assert.True(asked > 0);
    }

    /// <summary>What cannot even be read as what it should be is named like what was changed: the check goes on.</summary>
    [Theory]
    [InlineData("UPDATE principals SET Id = 'nobody'", "principals")]
    [InlineData("UPDATE roles SET Id = x'00ff'", "roles")]
    [InlineData("UPDATE api_tokens SET PrincipalId = Id", "api_tokens")]
    [InlineData("UPDATE acl_objects SET OwnerId = ''", "acl_objects")]
    [InlineData("UPDATE acl_entries SET Id = 'x'", "acl_objects")]
    public async Task Value_ThatIsNoneOfItsColumn_IsReported(string statement, string table)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.Roles.CreateAsync("operators", Cancel);
        await store.AddActorAsync("alice", "operators");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);

        await store.SqlAsync("PRAGMA foreign_keys=OFF; " + statement);

        AuditReport report = await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel);
        Assert.Equal(AuditVerdict.Intact, report.Verdict);
        Assert.Contains(report.Tampered, row => row.StartsWith(table, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE audit SET At = 'yesterday' WHERE Seq = 2")]
    [InlineData("UPDATE audit SET PrevMac = 5 WHERE Seq = 2")]
    [InlineData("UPDATE audit SET Ticks = 'x' WHERE Seq = 2")]
    public async Task Event_ThatCannotBeRead_IsTheFirstBadOne(string statement)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync("A");
        await store.AddMessengerAsync("B", TestCatalog.OtherBotToken);
        await store.SqlAsync("DROP TRIGGER audit_no_update; " + statement);

        AuditReport report = await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel);

        Assert.Equal((AuditVerdict.Broken, 2L), (report.Verdict, report.FirstBadSeq));
    }

    [Fact]
    public async Task Role_ChangedOutsideTheHost_GivesNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.Roles.CreateAsync("operators", Cancel);
        (_, string token) = await store.AddActorAsync("alice", "operators");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "operators", Permission.Read, Cancel);
        Actor Authenticate() => store.Tokens.AuthenticateAsync(token, Cancel).GetAwaiter().GetResult().Actor!;
        Assert.Single(await TestStore.AsAsync(Authenticate(), () => store.Accounts.ListAsync(Cancel)));

        await store.SqlAsync("UPDATE roles SET RoleName = 'others'");

        Assert.Empty(await TestStore.AsAsync(Authenticate(), () => store.Accounts.ListAsync(Cancel)));
        Assert.StartsWith("roles ", Assert.Single((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permissions_ChangedOutsideTheHost_AreSetAgainByAnAdmin()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        await store.SqlAsync("UPDATE acl_entries SET Mask = 1023");
        Assert.Empty(await store.Permissions.ListAsync(SecuredType.Account, account.Id, Cancel));

        await store.Permissions.SetAsync(SecuredType.Account, account.Id, [new AclItem("alice", Permission.Read, Granted: true)], confirmLockout: false, Cancel);

        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered);
        Assert.Single(await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel)));
        await Assert.ThrowsAsync<AccessDeniedException>(() => TestStore.AsAsync(alice, () => store.Accounts.TrashAsync(account.Id, Cancel)));
    }

    [Fact]
    public async Task PluginPin_ChangedOutsideTheHost_IsReportedAndSeenAgain()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.Pins.SeeAsync([("slack", "aa", "Active"), ("stripe", "bb", "Active")], Cancel);
        await store.Pins.SeeAsync([("slack", "aa", "Active"), ("stripe", "bb", "Active")], Cancel);
        Assert.Equal(2, (await store.Audit.ListAsync(0, 100, Cancel)).Count(happened => happened.Action == "plugin.seen"));

        await store.SqlAsync("UPDATE plugin_pins SET Sha256 = 'cc' WHERE PluginId = 'slack'");
        Assert.Equal("plugin_pins slack", Assert.Single((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered));

        await store.Pins.SeeAsync([("slack", "cc", "Active")], Cancel);
        AuditEntry seen = (await store.Audit.LastAsync(1, Cancel))[0];
        Assert.Contains("\"before\":\"tampered\"", seen.Details, StringComparison.Ordinal);
        Assert.Empty((await store.Audit.VerifyAsync(1, long.MaxValue, null, Cancel)).Tampered);
    }

    private static async Task<bool> DeniedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (AccessDeniedException denied)
        {
            return denied.Hidden;
        }
    }
}
