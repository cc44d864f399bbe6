using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Permissions;

public sealed class ObjectAccessTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SameNames_OfTwoOwners_NeverCross()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        (Actor bob, _) = await store.AddActorAsync("bob");
        foreach (SecuredType type in SecuredType.All)
            await store.Permissions.GrantAsync(type, type.TypeId, "EVERYONE", Permission.Create, Cancel);

        int crossings = 0;
        for (int index = 0; index < 100; index++)
        {
            string aliceKey = $"mgb-a{index:x31}", bobKey = $"mgb-b{index:x31}";
            (Guid account, Guid module) ofAlice = await AddAsync(store, alice, aliceKey), ofBob = await AddAsync(store, bob, bobKey);
            crossings += await KeyUsedAsync(store, alice, ofAlice.module) == aliceKey ? 0 : 1;
            crossings += await KeyUsedAsync(store, bob, ofBob.module) == bobKey ? 0 : 1;
            crossings += await IsHiddenAsync(() => TestStore.AsAsync(alice, () => store.Verification.VerifyAsync(ofBob.account, Cancel))) ? 0 : 1;
            crossings += await IsHiddenAsync(() => TestStore.AsAsync(alice, () => store.Modules.LinkAsync(ofBob.account, [ofAlice.module], Cancel))) ? 0 : 1;
            crossings += await IsHiddenAsync(() => TestStore.AsAsync(bob, () => store.Modules.ExecuteAsync(ofAlice.module, "{}", Cancel))) ? 0 : 1;
        }

        Assert.Equal(100, (await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel))).Count);
        Assert.Equal(100, (await TestStore.AsAsync(bob, () => store.Modules.ListAsync(Cancel))).Count);
        Assert.Equal(100, (await TestStore.AsAsync(bob, () => store.Coverage.GetHeroCountsAsync(Cancel))).Accounts);
        TestContext.Current.SendDiagnosticMessage($"Accounts of the same name of two owners: 100 each, crossings {crossings}.");
        Assert.Equal(0, crossings);
    }

    [Fact]
    public async Task Execute_WithoutRead_UsesAndDoesNotShow()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor robot, _) = await store.AddActorAsync("robot");
        Account account = await store.AddMessengerAsync();
        Guid module = (await store.AddModuleAsync("MessengerPingModule")).Id;
        await store.Modules.LinkAsync(account.Id, [module], Cancel);
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "robot", Permission.Execute, Cancel);
        await store.Permissions.GrantAsync(SecuredType.Module, module, "robot", Permission.Execute, Cancel);

        ModuleResult result = await TestStore.AsAsync(robot, () => store.Modules.ExecuteAsync(module, "{}", Cancel));

        Assert.True(result.Succeeded);
        Assert.Empty(await TestStore.AsAsync(robot, () => store.Accounts.ListAsync(Cancel)));
        await Assert.ThrowsAsync<AccessDeniedException>(() => TestStore.AsAsync(robot, () => store.Accounts.FindAsync(account.Id, Cancel)));
        await Assert.ThrowsAsync<AccessDeniedException>(() => TestStore.AsAsync(robot, () => store.Modules.FindAsync(module, Cancel)));
    }

    [Fact]
    public async Task SameKey_OfAnother_IsNotFoundOutByStoringGuesses()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        await store.Permissions.GrantAsync(SecuredType.Account, SecuredType.Account.TypeId, "alice", Permission.Create, Cancel);
        await store.AddMessengerAsync("SECRET_PROJECT");
        AccountDraft draft = new() { ProviderId = "messenger", Name = "MINE", Fields = new Dictionary<string, string> { ["token"] = TestCatalog.BotToken } };

        AccountCreated made = await TestStore.AsAsync(alice, () => store.Accounts.CreateAsync(draft, Cancel));

        Assert.Empty(made.Warnings);
    }

    [Fact]
    public async Task OwnLockout_IsRefusedUntilConfirmed()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read | Permission.Administration, Cancel);

        Task Revoke(Permission permission) => TestStore.AsAsync(alice, () => store.Permissions.RevokeAsync(SecuredType.Account, account.Id, "alice", permission, Cancel));
        await Assert.ThrowsAsync<ConflictException>(() => Revoke(Permission.Administration));
        await Assert.ThrowsAsync<ConflictException>(() => TestStore.AsAsync(alice, () => store.Permissions.DenyAsync(SecuredType.Account, account.Id, "EVERYONE", Permission.Read, Cancel)));
        await Assert.ThrowsAsync<ConflictException>(() => TestStore.AsAsync(alice, () => store.Permissions.SetAsync(SecuredType.Account, account.Id, [], confirmLockout: false, Cancel)));
        Assert.Single(await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel)));

        await TestStore.AsAsync(alice, () => store.Permissions.SetAsync(SecuredType.Account, account.Id, [], confirmLockout: true, Cancel));
        Assert.Empty(await TestStore.AsAsync(alice, () => store.Accounts.ListAsync(Cancel)));
    }

    [Fact]
    public async Task Set_WritesTheDifferenceOnce_AndNothingWithoutOne()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddActorAsync("alice");
        await store.AddActorAsync("bob");
        Account account = await store.AddMessengerAsync();
        AclItem[] first = [new("alice", Permission.Read, true), new("EVERYONE", Permission.Delete, false)];
        await store.Permissions.SetAsync(SecuredType.Account, account.Id, first, confirmLockout: false, Cancel);
        long before = (await store.Audit.LastAsync(1, Cancel))[0].Seq;

        await store.Permissions.SetAsync(SecuredType.Account, account.Id, first, confirmLockout: false, Cancel);
        Assert.Equal(before, (await store.Audit.LastAsync(1, Cancel))[0].Seq);

        IReadOnlyList<AclItem> now = await store.Permissions.SetAsync(SecuredType.Account, account.Id, [new("bob", Permission.Write, true), first[1]], confirmLockout: false, Cancel);
        Assert.Equal([new AclItem("bob", Permission.Write, true), first[1]], now.OrderBy(item => item.Name, StringComparer.Ordinal).Reverse());
        AuditEntry change = Assert.Single(await store.Audit.ListAsync(before, 10, Cancel));
        Assert.Matches("\"granted\":\"p:[0-9a-f-]+ WRITE\",\"denied\":\"\",\"revoked\":\"p:[0-9a-f-]+ READ\"", change.Details);
    }

    [Fact]
    public async Task Name_GivenToAnother_BringsNoPermissionWithIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        Account account = await store.AddMessengerAsync();
        await store.Permissions.GrantAsync(SecuredType.Account, account.Id, "alice", Permission.Read, Cancel);
        await store.Principals.DeleteAsync(alice.PrincipalId, Cancel);

        (Actor second, _) = await store.AddActorAsync("alice");

        Assert.Empty(await TestStore.AsAsync(second, () => store.Accounts.ListAsync(Cancel)));
    }

    [Fact]
    public async Task Import_ByOneWhoMayNotReplace_LeavesOutAndTells()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        await store.Permissions.GrantAsync(SecuredType.Module, SecuredType.Module.TypeId, "alice", Permission.Create, Cancel);
        StoredModule others = await store.AddModuleAsync("MessengerPingModule", "Others");
        Guid account = (await store.AddMessengerAsync()).Id;
        string json = $$"""[{ "id": "{{others.Id}}", "className": "X" }, { "className": "MessengerPingModule", "integrationAccount": { "id": "{{account}}" } }, { "className": "Mine" }]""";

        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(json));
        ModuleImport import = await TestStore.AsAsync(alice, () => store.Modules.ImportAsync(stream, Cancel));

        Assert.Equal((1, 0, 2), (import.Imported, import.Updated, import.Problems.Count));
        Assert.Equal("Others", (await store.Modules.FindAsync(others.Id, Cancel))!.Name);
        Assert.Single(await TestStore.AsAsync(alice, () => store.Modules.ListAsync(Cancel)));
    }

    private static async Task<(Guid Account, Guid Module)> AddAsync(TestStore store, Actor actor, string key) => await TestStore.AsAsync(actor, async () =>
    {
        Guid account = (await store.AddMessengerAsync("SHARED NAME", key)).Id;
        Guid module = (await store.AddModuleAsync("MessengerPingModule", "Same module")).Id;
        await store.Modules.LinkAsync(account, [module], Cancel);
        return (account, module);
    });

    private static async Task<string?> KeyUsedAsync(TestStore store, Actor actor, Guid module)
    {
        await TestStore.AsAsync(actor, () => store.Modules.ExecuteAsync(module, "{}", Cancel));
        return store.Provider.LastSecret;
    }

    private static async Task<bool> IsHiddenAsync(Func<Task> act)
    {
        AccessDeniedException denied = await Assert.ThrowsAsync<AccessDeniedException>(act);
        return denied.Hidden;
    }
}
