using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Modules;

public sealed class ModuleServiceTests
{
    // Odd spacing of numbers, escapes and unknown properties that a careless rewrite would change.
    private const string Wire = """
        {
          "id": "3d0c2a52-6f0e-4a51-9d4c-000000000001",
          "name": "Post",
          "className": "com.example.modules.MessengerPostModule",
          "moduleOrder": 1.50,
          "moduleData": "{ \"b\":1.0,\"a\" : \"<é>&'\",\n\t\"c\":[1,2 , 3] }",
          "config": "{\"timeout\":1e3}",
          "specs": [ { "big": 12345678901234567890123, "exact": 0.10, "null": null, "z": 1, "a": 2 } ],
          "execModuleConfig": { "version": "1", "authConfig": { "authStrategy": 3, "storeEnrollment": "{}" }, "future": [[], {}] },
          "keyHash": "abc"
        }
        """;

    private static readonly Guid WireId = Guid.Parse("3d0c2a52-6f0e-4a51-9d4c-000000000001");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LinkAsync_ThenUnlink_ChangesNothingElse()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        Assert.Equal(new ModuleImport(1, 0, []), await ImportAsync(store, Wire), EqualImport);
        string imported = (await store.Modules.FindAsync(WireId, Token))!.Json;
        AssertKept(imported);

        Assert.Equal(new ModuleLink(WireId, Linked: true, null), Assert.Single(await store.Modules.LinkAsync(account.Id, [WireId], Token)));
        StoredModule linked = (await store.Modules.FindAsync(WireId, Token))!;
        Assert.Equal(account.Id, linked.AccountId);
        Assert.Equal($$"""{"id":"{{account.Id}}"}""", JsonNode.Parse(linked.Json)!["integrationAccount"]!.ToJsonString());
        AssertKept(linked.Json);

        await store.Modules.UnlinkAsync(WireId, Token);
        StoredModule unlinked = (await store.Modules.FindAsync(WireId, Token))!;
        Assert.Null(unlinked.AccountId);
        Assert.Equal(imported, unlinked.Json);
    }

    [Fact]
    public async Task ImportAsync_SameFileAgain_ReplacesById()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await ImportAsync(store, Wire);
        Assert.Equal(new ModuleImport(0, 1, []), await ImportAsync(store, "[" + Wire.Replace("\"Post\"", "\"Post again\"", StringComparison.Ordinal) + "]"), EqualImport);
        Assert.Equal("Post again", Assert.Single(await store.Modules.ListAsync(Token)).Name);
    }

    [Fact]
    public async Task ImportAsync_Workflows_KeepsTheirNamesAndLocatesProblems()
    {
        await using TestStore store = await TestStore.OpenAsync();
        ModuleImport import = await ImportAsync(store, """
            [
              { "name": "Onboarding", "tasks": [
                  { "modules": [ { "className": "MessengerPostModule" }, 7, { "className": 5 } ] },
                  { "name": "empty" },
                  { "modules": "none" } ] },
              { "className": "x.LedgerInvoiceModule", "moduleType": "action" },
              { "id": "not-a-uuid" },
              { "id": "3d0c2a52-6f0e-4a51-9d4c-00000000000a", "status": "ready", "moduleType": "writer" },
              { "id": "3d0c2a52-6f0e-4a51-9d4c-00000000000a" },
              "text"
            ]
            """);
        Assert.Equal((2, 0), (import.Imported, import.Updated));
        Assert.Equal(
            ["$[0].tasks[0].modules[1]", "$[0].tasks[0].modules[2]", "$[0].tasks[2].modules", "$[1]", "$[2]", "$[4]", "$[5]"],
            import.Problems.Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Equal(
            [("MessengerPostModule", "MessengerPostModule", "Onboarding"), ("VModule", "VModule", null)],
            (await store.Modules.ListAsync(Token)).Select(module => (module.Name, module.ClassName, module.WorkflowName)));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("""{"className":"A","className":"B"}""")]
    public async Task ImportAsync_NoProperJson_IsRefusedAsAWhole(string text)
    {
        await using TestStore store = await TestStore.OpenAsync();
        await Assert.ThrowsAnyAsync<JsonException>(() => ImportAsync(store, text));
    }

    [Theory]
    [InlineData("""{"integrationAccount":{"id":"@"}}""")]
    [InlineData("""{"execModuleIntegrationAccount":{"id":"@"}}""")]
    [InlineData("""{"execModuleConfig":{"authConfig":{"integrationAccount":{"id":"@"}}}}""")]
    [InlineData("""{"integrationAccount":null,"execModuleIntegrationAccount":{"id":"@"}}""")]
    public async Task SaveAsync_LinkInAnyPlace_Counts(string wire)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule module = await store.Modules.SaveAsync(null, Json(wire.Replace("@", account.Id.ToString(), StringComparison.Ordinal)), Token);
        Assert.Equal(account.Id, module.AccountId);
        Assert.Equal(1, (await store.Accounts.FindAsync(account.Id, Token))!.LinkedModuleCount);
        await store.Modules.UnlinkAsync(module.Id, Token);
        Assert.Null((await store.Modules.SaveAsync(module.Id, Json((await store.Modules.FindAsync(module.Id, Token))!.Json), Token)).AccountId);
    }

    [Theory]
    [InlineData("""{"integrationAccount":@}""")]
    [InlineData("""{"execModuleIntegrationAccount":@}""")]
    [InlineData("""{"execModuleConfig":{"authConfig":{"integrationAccount":@}}}""")]
    [InlineData("""{"execModuleConfig":{"authConfig":{"authAccount":@,"emailAccount":@}}}""")]
    [InlineData("""{"execModuleConfig":{"steps":[{"emailAccount":[@]}]}}""")]
    [InlineData("""{"note":{"accountName":"X"},"execModuleConfig":{"authConfig":{"apiKey":"canary-4","openAiApiKey":"canary-5","signingSecret":"canary-6","auth":{"k":"canary-7"}}}}""")]
    public async Task SaveAsync_CarriesSecrets_DropsThem(string wire)
    {
        const string Account = """{"id":"3d0c2a52-6f0e-4a51-9d4c-00000000000b","accountName":"X","apiKey":"canary-1","password":"canary-2","accountId":"canary-3"}""";
        await using TestStore store = await TestStore.OpenAsync();
        StoredModule module = await store.Modules.SaveAsync(null, Json(wire.Replace("@", Account, StringComparison.Ordinal)), Token);
        Assert.DoesNotContain("canary", module.Json, StringComparison.Ordinal);
        Assert.Contains("\"accountName\":\"X\"", module.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveAsync_Replace_KeepsIdAndFirstDate()
    {
        await using TestStore store = await TestStore.OpenAsync();
        StoredModule made = await store.AddModuleAsync("MessengerPostModule", "First");
        store.Time.Advance(TimeSpan.FromHours(1));
        StoredModule saved = await store.Modules.SaveAsync(made.Id, Json("""{"id":"3d0c2a52-6f0e-4a51-9d4c-00000000000c","className":"LedgerInvoiceModule"}"""), Token);
        JsonObject wire = Json(saved.Json);
        Assert.Equal(made.Id.ToString(), (string?)wire["id"]);
        Assert.Equal(("2026-03-01T12:00:00.000+00:00", "2026-03-01T13:00:00.000+00:00"), ((string?)wire["createdDate"], (string?)wire["lastModifiedDate"]));
        Assert.False(wire.ContainsKey("name"));
        Assert.Equal(("LedgerInvoiceModule", "LedgerInvoiceModule"), (saved.Name, saved.ClassName));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Modules.SaveAsync(Guid.NewGuid(), [], Token));
    }

    [Theory]
    [InlineData("moduleType", "\"action\"")]
    [InlineData("moduleType", "\"Writer\"")]
    [InlineData("status", "1")]
    [InlineData("role", "\"root\"")]
    [InlineData("moduleData", "{}")]
    [InlineData("className", "[]")]
    [InlineData("trashed", "\"yes\"")]
    public async Task SaveAsync_ValueThatThorApiDoesNotKnow_IsRefused(string property, string value)
    {
        await using TestStore store = await TestStore.OpenAsync();
        ModuleValidationException refusal = await Assert.ThrowsAsync<ModuleValidationException>(() => store.Modules.SaveAsync(null, Json($$"""{"{{property}}":{{value}}}"""), Token));
        Assert.Equal([property], refusal.Errors.Keys);
        Assert.Empty(await store.Modules.ListAsync(Token));
    }

    [Fact]
    public async Task SaveAsync_PropertyStandsTwice_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await Assert.ThrowsAsync<ModuleValidationException>(() => store.Modules.SaveAsync(null, Json("""{"className":"A","className":"B"}"""), Token));
        await Assert.ThrowsAsync<ModuleValidationException>(() => store.Modules.SaveAsync(null, Json("""{"integrationAccount":{"id":"a","id":"b"}}"""), Token));
    }

    [Fact]
    public async Task LinkAsync_TwentyAtOnce_LosesNone()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        List<Guid> ids = [];
        for (int index = 0; index < 20; index++)
            ids.Add((await store.AddModuleAsync("MessengerPostModule", $"M{index}")).Id);
        await Task.WhenAll(ids.Select(id => Task.Run(() => store.Modules.LinkAsync(account.Id, [id], Token), Token)));
        Assert.Equal(20, (await store.Accounts.FindAsync(account.Id, Token))!.LinkedModuleCount);
    }

    [Fact]
    public async Task LinkAsync_SomeCannotBeLinked_LinksTheOthersAndSaysWhy()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule good = await store.AddModuleAsync("messengerPostModule");
        StoredModule wrong = await store.AddModuleAsync("LedgerInvoiceModule");
        StoredModule unknown = await store.AddModuleAsync("OtherModule");
        Guid nothing = Guid.NewGuid();
        IReadOnlyList<ModuleLink> links = await store.Modules.LinkAsync(account.Id, [good.Id, wrong.Id, unknown.Id, nothing, good.Id], Token);
        Assert.Equal([(good.Id, true), (wrong.Id, false), (unknown.Id, false), (nothing, false)], links.Select(link => (link.ModuleId, link.Linked)));
        Assert.Contains("Ledger", links[1].Problem, StringComparison.Ordinal);
        Assert.Equal(1, (await store.Accounts.FindAsync(account.Id, Token))!.LinkedModuleCount);
    }

    [Fact]
    public async Task DeleteAsync_TrashAndForGood()
    {
        await using TestStore store = await TestStore.OpenAsync();
        StoredModule module = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.DeleteAsync(module.Id, trash: true, Token);
        Assert.Empty(await store.Modules.ListAsync(Token));
        Assert.True((bool)Json(Assert.Single(await store.Modules.ListAsync(Token, includeTrashed: true)).Json)["trashed"]!);
        await Assert.ThrowsAsync<NotFoundException>(() => store.Modules.ExecuteAsync(module.Id, "{}", Token));
        await store.Modules.DeleteAsync(module.Id, trash: false, Token);
        Assert.Null(await store.Modules.FindAsync(module.Id, Token));
        await Assert.ThrowsAsync<NotFoundException>(() => store.Modules.DeleteAsync(module.Id, trash: false, Token));
    }

    [Theory]
    [InlineData("""{"text":"hi"}""", """{"text":"hi"}""")]
    [InlineData("", """{"from":"data"}""")]
    [InlineData("{ }", """{"from":"data"}""")]
    public async Task ExecuteAsync_LinkedAndFit_RunsWithTheStoredSecret(string input, string expected)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        StoredModule module = await store.Modules.SaveAsync(null, Json("""{"className":"MessengerPostModule","moduleData":"{\"from\":\"data\"}"}"""), Token);
        await store.Modules.LinkAsync(account.Id, [module.Id], Token);
        ModuleResult result = await store.Modules.ExecuteAsync(module.Id, input, Token);
        Assert.Null(result.Error);
        Assert.Equal(expected, result.OutputJson);
        Assert.Equal(TestCatalog.BotToken, store.Provider.LastSecret);
        Assert.Equal("messenger", store.Provider.LastTarget!.ProviderId);
    }

    [Theory]
    [InlineData("OtherModule", "bot-token", true, "no_plugin")]
    [InlineData("MessengerPostModule", "bot-token", false, "not_linked")]
    [InlineData("LedgerInvoiceModule", "bot-token", true, "wrong_provider")]
    [InlineData("MessengerUserModule", "bot-token", true, "wrong_kind")]
    public async Task ExecuteAsync_SomethingInTheWay_IsAResultAndSendsNothing(string className, string kind, bool linked, string code)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync(kind: kind);
        JsonObject wire = Json($$"""{"className":"{{className}}"}""");
        if (linked)
            wire["integrationAccount"] = new JsonObject { ["id"] = account.Id.ToString() };
        StoredModule module = await store.Modules.SaveAsync(null, wire, Token);
        Assert.Equal(code, (await store.Modules.ExecuteAsync(module.Id, "{}", Token)).Error!.Code);
        Assert.Equal(0, store.Provider.Calls);
    }

    [Fact]
    public async Task ExecuteAsync_AccountGoneOrEmpty_IsAResult()
    {
        await using TestStore store = await TestStore.OpenAsync();
        StoredModule module = await store.Modules.SaveAsync(null, Json("""{"className":"LedgerInvoiceModule","integrationAccount":{"id":"3d0c2a52-6f0e-4a51-9d4c-00000000000d"}}"""), Token);
        Assert.Equal("account_missing", (await store.Modules.ExecuteAsync(module.Id, "{}", Token)).Error!.Code);

        Account empty = (await store.Accounts.CreateAsync(new AccountDraft { Name = "LEDGER" }, Token)).Account;
        await store.Modules.LinkAsync(empty.Id, [module.Id], Token);
        Assert.Equal("missing_secret", (await store.Modules.ExecuteAsync(module.Id, "{}", Token)).Error!.Code);
    }

    private static void AssertKept(string json)
    {
        using JsonDocument before = JsonDocument.Parse(Wire);
        using JsonDocument after = JsonDocument.Parse(json);
        foreach (JsonProperty property in before.RootElement.EnumerateObject())
        {
            JsonElement kept = after.RootElement.GetProperty(property.Name);
            if (property.Value.ValueKind == JsonValueKind.String)
                Assert.Equal(property.Value.GetString(), kept.GetString());
            else
                Assert.Equal(string.Concat(property.Value.GetRawText().Where(character => character is not (' ' or '\n'))), kept.GetRawText());
        }
    }

    private static bool EqualImport(ModuleImport one, ModuleImport other) =>
        (one.Imported, one.Updated) == (other.Imported, other.Updated) && one.Problems.SequenceEqual(other.Problems);

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static Task<ModuleImport> ImportAsync(TestStore store, string json) => store.Modules.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), Token);
}
