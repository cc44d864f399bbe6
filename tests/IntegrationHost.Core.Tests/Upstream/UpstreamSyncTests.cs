using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Core.Tests.Upstream;

/// <summary>A store that works on a ThorAPI server: what is there is shown here, what is made here is made there, and what could not be done is told and done later.</summary>
public sealed class UpstreamSyncTests : IAsyncLifetime
{
    private ThorDouble thor = null!;
    private TestStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        thor = await ThorDouble.StartAsync();
        store = await TestStore.OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await thor.DisposeAsync();
    }

    [Fact]
    public async Task Sync_PullsModulesAndAccounts_AndKeepsNoSecretThatTheServerShows()
    {
        string there = thor.AddAccount("MESSENGER", "CANARY-owner-sees-it-0007");
        string linked = thor.AddModule("MessengerPostModule", $$""","integrationAccount":{"id":"{{there}}","apiKey":"CANARY-nested-0008"},"xUnknown":{"n":1.50}""");
        thor.AddModule("SortModule");
        await SetAsync();

        UpstreamSyncReport report = await SyncAsync();

        Assert.Equal((2, 1), (report.ModulesAdded, report.AccountsAdded));
        Account account = Assert.Single(await store.Accounts.ListAsync(Cancel));
        Assert.Equal((Guid.Parse(there), "messenger", 1), (account.Id, account.ProviderId, account.LinkedModuleCount));
        Assert.DoesNotContain(account.Fields, field => field.IsSet);
        Assert.Equal(account.Id, (await store.Modules.FindAsync(Guid.Parse(linked), Cancel))!.AccountId);
        foreach (string file in Directory.EnumerateFiles(store.Paths.DataDirectory, "integration-host.db*"))
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain("CANARY", await reader.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await SyncAsync()).ModulesChanged);
    }

    [Fact]
    public async Task Sync_ModulesCarryTheNameOfTheirWorkflow_WhereverTheServerSaysIt()
    {
        string workflow = Guid.NewGuid().ToString(), other = Guid.NewGuid().ToString(), task = Guid.NewGuid().ToString(), listed = Guid.NewGuid().ToString();
        string[] modules =
        [
            thor.AddModule("SortModule", $$""","taskId":"{{task}}" """),
            thor.AddModule("SortModule", $$""","task":{"id":"{{listed}}"} """),
            thor.AddModule("SortModule"),
            thor.AddModule("SortModule", $$$""","task":{"id":"{{{Guid.NewGuid()}}}","workflow":{"id":"{{{Guid.NewGuid()}}}","name":"Around it"}} """),
            thor.AddModule("SortModule", $$""","taskId":"{{Guid.NewGuid()}}" """),
        ];
        thor.Others["Workflow"] =
        [
            $$"""{"id":"{{workflow}}","name":"Nightly","tasks":[{"id":"{{listed}}","modules":[{"id":"{{modules[2]}}"}]}]}""",
            $$"""{"id":"{{other}}","name":"Onboarding","tasks":null}""",
            $$"""{"id":"{{Guid.NewGuid()}}","name":7,"tasks":"none"}""",
        ];
        thor.Others["Task"] = [$$"""{"id":"{{task}}","workflowId":"{{other}}"}""", $$"""{"id":"{{Guid.NewGuid()}}"}"""];
        await SetAsync();

        Assert.True((await SyncAsync()).Succeeded);
        Assert.Equal(["Onboarding", "Nightly", "Nightly", "Around it", null], await NamesAsync());
        Assert.Equal(0, (await SyncAsync()).ModulesChanged);

        // Renamed there: the modules' own texts are as before.
        thor.Others["Workflow"][1] = thor.Others["Workflow"][1].Replace("Onboarding", "Onboarding 2", StringComparison.Ordinal);
        Assert.Equal(1, (await SyncAsync()).ModulesChanged);
        Assert.Equal("Onboarding 2", (await NamesAsync())[0]);

        // A server that keeps its workflows to itself is no reason to forget the names.
        thor.Before = async (context, _) => context.Request.Path.Value == "/v1/Workflow" && await ThorDouble.AnswerAsync(context, 403, ThorDouble.Error(403, "no"));
        UpstreamSyncReport refused = await SyncAsync();
        Assert.True(refused.Succeeded);
        Assert.Contains(refused.Notes, note => note.Contains("workflows", StringComparison.Ordinal));
        Assert.Equal("Nightly", (await NamesAsync())[1]);

        async Task<string?[]> NamesAsync()
        {
            Dictionary<Guid, string?> names = (await store.Modules.ListAsync(Cancel)).ToDictionary(module => module.Id, module => module.WorkflowName);
            return [.. modules.Select(module => names[Guid.Parse(module)])];
        }
    }

    [Fact]
    public async Task Create_MakesTheAccountThereAndLinksThere_AndHereByItsOwnId()
    {
        string[] modules = [.. Enumerable.Range(0, 3).Select(_ => thor.AddModule("MessengerPostModule"))];
        await ReadyAsync();

        Account account = await store.AddMessengerAsync();
        IReadOnlyList<ModuleLink> links = await store.Modules.LinkAsync(account.Id, [.. modules.Select(Guid.Parse)], Cancel);

        Assert.All(links, link => Assert.True(link.Linked, link.Problem));
        (string id, System.Text.Json.Nodes.JsonObject made) = Assert.Single(thor.Accounts);
        Assert.NotEqual(account.Id.ToString(), id);
        Assert.Equal(("MESSENGER", TestCatalog.BotToken), (made["accountName"]!.GetValue<string>(), made["apiKey"]!.GetValue<string>()));
        Assert.All(modules, module => Assert.Contains($$"""
            "integrationAccount":{"id":"{{id}}"}
            """, thor.Modules[module], StringComparison.Ordinal));
        Assert.Equal(0, (await SyncAsync()).AccountsAdded);
        Assert.All(await store.Modules.ListAsync(Cancel), module => Assert.Equal(account.Id, module.AccountId));
    }

    [Fact]
    public async Task Create_UpstreamAway_StoresNothingAndSaysSo()
    {
        await ReadyAsync();
        thor.Before = (context, _) => ThorDouble.DropAsync(context);
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => store.AddMessengerAsync());
        Assert.True(failure.IsAway);
        Assert.StartsWith("Nothing was stored", failure.Message, StringComparison.Ordinal);
        Assert.Empty(await store.Accounts.ListAsync(Cancel));
    }

    [Fact]
    public async Task Create_UpstreamRefuses_IsNotKeptHere()
    {
        await ReadyAsync();
        thor.Before = (context, body) => context.Request.Method == "POST" ? ThorDouble.AnswerAsync(context, 402, ThorDouble.Error(402, $"No credits for {body.Length}")) : Task.FromResult(false);
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => store.AddMessengerAsync());
        Assert.Equal(UpstreamFault.PaymentRequired, failure.Fault);
        Assert.Empty(await store.Accounts.ListAsync(Cancel, includeTrashed: true));
        Assert.Empty((await store.Upstream.ReportAsync(Cancel)).OpenAccounts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_AnswerLost_IsSettledWithoutASecondAccount(bool made)
    {
        thor.AddAccount("MESSENGER");
        await ReadyAsync();
        bool lose = true;
        thor.Before = (context, _) => !made && lose && context.Request.Method == "POST" ? ThorDouble.DropAsync(context) : Task.FromResult(false);
        thor.Changed = context => made && lose ? ThorDouble.DropAsync(context) : Task.FromResult(false);

        Account account = await store.AddMessengerAsync();
        OpenAccount open = Assert.Single((await store.Upstream.ReportAsync(Cancel)).OpenAccounts);
        Assert.Equal((account.Id, UpstreamAccountState.Unsettled), (open.AccountId, open.State));
        Assert.Contains(await FindingsAsync(account.Id), finding => finding.Code == FindingCode.NotAtUpstream);

        lose = false;
        UpstreamSyncReport report = await SyncAsync();
        Assert.Equal((1, 0), (report.AccountsSettled, report.AccountsAdded));
        Assert.Equal(2, thor.Accounts.Count);
        Assert.Empty(await FindingsAsync(account.Id));
    }

    [Fact]
    public async Task Link_PartialFailure_IsNamedPerModule_AndOnlyThatIsTriedAgain()
    {
        string[] modules = [.. Enumerable.Range(0, 4).Select(_ => thor.AddModule("MessengerPostModule"))];
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        thor.Before = (context, _) => context.Request.Method == "PUT" && context.Request.Path.Value!.EndsWith(modules[1], StringComparison.Ordinal)
            ? ThorDouble.AnswerAsync(context, 403, ThorDouble.Error(403, "no right")) : Task.FromResult(false);

        IReadOnlyList<ModuleLink> links = await store.Modules.LinkAsync(account.Id, [.. modules.Select(Guid.Parse)], Cancel);

        ModuleLink failed = Assert.Single(links, link => !link.Linked);
        Assert.Equal(Guid.Parse(modules[1]), failed.ModuleId);
        Assert.Contains("403", failed.Problem, StringComparison.Ordinal);
        Assert.Null((await store.Modules.FindAsync(failed.ModuleId, Cancel))!.AccountId);
        OpenLink open = Assert.Single((await store.Upstream.ReportAsync(Cancel)).OpenLinks);
        Assert.Equal((failed.ModuleId, account.Id), (open.ModuleId, open.AccountId));

        thor.Before = (_, _) => Task.FromResult(false);
        int before = thor.Requests.Count;
        UpstreamSyncReport report = await SyncAsync();

        Assert.Equal(1, report.LinksMade);
        Assert.Equal(modules[1], Assert.Single(thor.Requests.Skip(before), request => request.Method == "PUT").Target.Split('/')[^1]);
        Assert.Equal(account.Id, (await store.Modules.FindAsync(failed.ModuleId, Cancel))!.AccountId);
        Assert.Empty((await store.Upstream.ReportAsync(Cancel)).OpenLinks);
    }

    [Fact]
    public async Task Link_UpstreamDiesInTheMiddle_TellsTheRestAndGoesOnAfterARestart()
    {
        string[] modules = [.. Enumerable.Range(0, 5).Select(_ => thor.AddModule("MessengerPostModule"))];
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        int puts = 0;
        thor.Before = (context, _) => puts >= 2 || (context.Request.Method == "PUT" && ++puts > 2) ? ThorDouble.DropAsync(context) : Task.FromResult(false);

        IReadOnlyList<ModuleLink> links = await store.Modules.LinkAsync(account.Id, [.. modules.Select(Guid.Parse)], Cancel);
        int done = links.Count(link => link.Linked);
        Assert.InRange(done, 1, 2);
        UpstreamReport report = await store.Upstream.ReportAsync(Cancel);
        Assert.Equal((5 - done, UpstreamFault.Unreachable), (report.OpenLinks.Count, report.Fault));
        Assert.Contains(links, link => link.Problem?.StartsWith("Not tried", StringComparison.Ordinal) == true);

        thor.Before = (_, _) => Task.FromResult(false);
        await store.ReopenAsync();
        await SyncAsync();

        Assert.All(await store.Modules.ListAsync(Cancel), module => Assert.Equal(account.Id, module.AccountId));
        Assert.Equal(5, thor.Modules.Values.Count(text => text.Contains("integrationAccount", StringComparison.Ordinal)));
        Assert.Single(thor.Accounts);
    }

    [Fact]
    public async Task Link_AccountThatIsOnlyHere_NeedsAPersonToSendIt()
    {
        Account account = await store.AddMessengerAsync();
        string module = thor.AddModule("MessengerPostModule");
        await ReadyAsync();

        ModuleLink refused = Assert.Single(await store.Modules.LinkAsync(account.Id, [Guid.Parse(module)], Cancel));
        Assert.Contains("upstream push", refused.Problem, StringComparison.Ordinal);
        Assert.Empty(thor.Accounts);

        (string? id, _) = await store.Upstream.PushAsync(account.Id, Cancel);
        Assert.Equal(TestCatalog.BotToken, thor.Accounts[id!]["apiKey"]!.GetValue<string>());
        Assert.True(Assert.Single(await store.Modules.LinkAsync(account.Id, [Guid.Parse(module)], Cancel)).Linked);
        await Assert.ThrowsAsync<ConflictException>(() => store.Upstream.PushAsync(account.Id, Cancel));
    }

    [Fact]
    public async Task Change_GoesThere_AndWhatIsNotTakenIsToldAndCarriedLater()
    {
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        string id = Assert.Single(thor.Accounts).Key;
        await store.Accounts.ChangeAsync(account.Id, Token(TestCatalog.OtherBotToken), Cancel);
        Assert.Equal(TestCatalog.OtherBotToken, thor.Accounts[id]["apiKey"]!.GetValue<string>());

        thor.Before = (context, _) => context.Request.Method == "PATCH" ? ThorDouble.AnswerAsync(context, 403, ThorDouble.Error(403, "no")) : Task.FromResult(false);
        AccountCreated changed = await store.Accounts.ChangeAsync(account.Id, Token(TestCatalog.BotToken), Cancel);
        Assert.Contains(changed.Warnings, warning => warning.Contains("not at the upstream (apiKey)", StringComparison.Ordinal));
        Assert.Contains(await FindingsAsync(account.Id), finding => finding.Code == FindingCode.NotAtUpstream);

        thor.Before = (_, _) => Task.FromResult(false);
        Assert.Equal(1, (await SyncAsync()).AccountsSettled);
        Assert.Equal(TestCatalog.BotToken, thor.Accounts[id]["apiKey"]!.GetValue<string>());
        Assert.Empty(await FindingsAsync(account.Id));
    }

    [Fact]
    public async Task Change_UpstreamAway_ChangesNothingHere()
    {
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        thor.Before = (context, _) => ThorDouble.DropAsync(context);
        await Assert.ThrowsAsync<UpstreamException>(() => store.Accounts.ChangeAsync(account.Id, new AccountChange { Name = "OTHER" }, Cancel));
        await Assert.ThrowsAsync<UpstreamException>(() => store.Accounts.TrashAsync(account.Id, Cancel));
        Account now = (await store.Accounts.FindAsync(account.Id, Cancel))!;
        Assert.Equal(("MESSENGER", false, account.Version), (now.Name, now.Trashed, now.Version));
    }

    [Fact]
    public async Task Delete_UnlinksAndDeletesThere()
    {
        string module = thor.AddModule("MessengerPostModule");
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        await store.Modules.LinkAsync(account.Id, [Guid.Parse(module)], Cancel);

        await store.Accounts.TrashAsync(account.Id, Cancel);

        Assert.Empty(thor.Accounts);
        Assert.Contains("\"integrationAccount\":null", thor.Modules[module], StringComparison.Ordinal);
        UpstreamReport report = await store.Upstream.ReportAsync(Cancel);
        Assert.Empty(report.OpenAccounts);
        Assert.Empty(report.OpenLinks);
    }

    [Fact]
    public async Task Sync_AccountDeletedThere_IsToldAndCanBeSentAnew()
    {
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        thor.Accounts.Clear();

        UpstreamSyncReport report = await SyncAsync();

        Assert.Contains(report.Notes, note => note.Contains("was deleted at the upstream", StringComparison.Ordinal));
        Assert.Equal(UpstreamAccountState.Gone, Assert.Single((await store.Upstream.ReportAsync(Cancel)).OpenAccounts).State);
        await store.Upstream.PushAsync(account.Id, Cancel);
        Assert.Single(thor.Accounts);
        Assert.Empty((await store.Upstream.ReportAsync(Cancel)).OpenAccounts);
    }

    [Fact]
    public async Task Sync_ModuleChangedOrDeletedThere_IsSoHere()
    {
        string changed = thor.AddModule("MessengerPostModule"), gone = thor.AddModule("SortModule");
        await ReadyAsync();
        thor.Modules[changed] = thor.Modules[changed].Replace("MessengerPostModule", "LedgerInvoiceModule", StringComparison.Ordinal);
        thor.Modules.Remove(gone);

        UpstreamSyncReport report = await SyncAsync();

        Assert.Equal((0, 1, 1), (report.ModulesAdded, report.ModulesChanged, report.ModulesGone));
        Assert.Equal("com.example.modules.LedgerInvoiceModule", Assert.Single(await store.Modules.ListAsync(Cancel)).ClassName);
    }

    [Fact]
    public async Task Sync_WrongAddressThatSays404_TrashesNothing()
    {
        thor.AddModule("MessengerPostModule");
        await ReadyAsync();
        thor.Before = (context, _) => ThorDouble.AnswerAsync(context, 404, "<html>nothing here</html>", "text/html");
        UpstreamSyncReport report = await store.Upstream.RunAsync(asked: true, Cancel);
        Assert.False(report.Succeeded);
        Assert.Single(await store.Modules.ListAsync(Cancel));
    }

    [Fact]
    public async Task Sync_Away_SaysSinceWhenTheCopyIs_AlsoAfterARestart()
    {
        thor.AddModule("MessengerPostModule");
        await ReadyAsync();
        DateTimeOffset read = store.Time.GetUtcNow();
        store.Time.Advance(TimeSpan.FromHours(3));
        thor.Before = (context, _) => ThorDouble.DropAsync(context);

        Assert.False((await store.Upstream.RunAsync(asked: true, Cancel)).Succeeded);
        await store.ReopenAsync();

        UpstreamReport report = await store.Upstream.ReportAsync(Cancel);
        Assert.Equal((read, UpstreamFault.Unreachable), (report.LastSyncAt, report.Fault));
        Assert.Single((await store.Coverage.GetAsync(Cancel)).Entries);
    }

    [Fact]
    public async Task Module_OfTheUpstream_CanOnlyBeLinkedHere()
    {
        Guid id = Guid.Parse(thor.AddModule("MessengerPostModule"));
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule module = (await store.Modules.FindAsync(id, Cancel))!;
        var wire = System.Text.Json.Nodes.JsonNode.Parse(module.Json)!.AsObject();
        wire["notes"] = "changed";
        await Assert.ThrowsAsync<ConflictException>(() => store.Modules.SaveAsync(id, wire, Cancel));
        await Assert.ThrowsAsync<ConflictException>(() => store.Modules.DeleteAsync(id, trash: true, Cancel));

        wire.Remove("notes");
        wire["integrationAccount"] = new System.Text.Json.Nodes.JsonObject { ["id"] = account.Id.ToString() };
        Assert.Equal(account.Id, (await store.Modules.SaveAsync(id, wire, Cancel)).AccountId);
        Assert.Contains(Assert.Single(thor.Accounts).Key, thor.Modules[id.ToString()], StringComparison.Ordinal);
        await store.Modules.UnlinkAsync(id, Cancel);
        Assert.Contains("\"integrationAccount\":null", thor.Modules[id.ToString()], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_ChangedOutsideTheHost_SendNothingAnywhere()
    {
        await ReadyAsync();
        Account account = await store.AddMessengerAsync();
        await using ThorDouble thief = await ThorDouble.StartAsync();
        await store.SqlAsync("UPDATE entities SET Json = replace(Json, @from, @to) WHERE Type = 'Upstream'", ("@from", thor.Url.Authority), ("@to", thief.Url.Authority));

        await Assert.ThrowsAsync<ConflictException>(() => store.Upstream.RunAsync(asked: true, Cancel));
        await Assert.ThrowsAsync<ConflictException>(() => store.Accounts.ChangeAsync(account.Id, Token(TestCatalog.OtherBotToken), Cancel));
        Assert.Empty(thief.Requests);
    }

    [Fact]
    public async Task Mapping_MadeOutsideTheHost_SendsNoValue()
    {
        Account account = await store.AddMessengerAsync();
        await ReadyAsync();
        await store.SqlAsync(
            "INSERT INTO upstream_accounts (AccountId, Server, UpstreamId, State, SendKey, Before, Changed, Name, Problem, At, Mac) VALUES (@id, @server, NULL, 1, 'x', '', '', 'MESSENGER', '', 0, x'00')",
            ("@id", account.Id.ToString().ToUpperInvariant()), ("@server", thor.Url.AbsoluteUri.TrimEnd('/')));
        await SyncAsync();
        Assert.Empty(thor.Accounts);
    }

    [Fact]
    public async Task Login_IsSealed_AndGoesWithTheUpstream()
    {
        await ReadyAsync();
        await store.UpstreamMode.SetAsync(thor.Url.AbsoluteUri, null, null, Cancel);
        Assert.Equal("token", (await store.UpstreamMode.FindAsync(Cancel))!.Login);
        Assert.True((await store.Upstream.RunAsync(asked: true, Cancel)).Succeeded);

        await store.UpstreamMode.SetAsync("https://other.example/v1", null, null, Cancel);
        Assert.Equal("none", (await store.UpstreamMode.FindAsync(Cancel))!.Login);
        await store.UpstreamMode.ClearAsync(Cancel);
        Assert.Null(await store.UpstreamMode.FindAsync(Cancel));
        await store.StopAsync();
        Assert.DoesNotContain("CANARY", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(store.Paths.DatabasePath, Cancel)), StringComparison.Ordinal);
        await store.StartAsync();
    }

    private static AccountChange Token(string token) => new() { Fields = new Dictionary<string, string?> { ["token"] = token } };

    private async Task<IReadOnlyList<AccountFinding>> FindingsAsync(Guid id) => (await store.Accounts.FindAsync(id, Cancel))!.Findings;

    private Task SetAsync() => store.UpstreamMode.SetAsync(thor.Url.AbsoluteUri + "v1", null, new ThorLogin(ThorDouble.Token, null, null), Cancel);

    private async Task ReadyAsync()
    {
        await SetAsync();
        await SyncAsync();
    }

    private async Task<UpstreamSyncReport> SyncAsync()
    {
        UpstreamSyncReport report = await store.Upstream.RunAsync(asked: true, Cancel);
        Assert.True(report.Succeeded, (await store.Upstream.ReportAsync(Cancel)).Problem);
        return report;
    }
}
