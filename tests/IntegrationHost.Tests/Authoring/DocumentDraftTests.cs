using System.Text.Json.Nodes;
using IntegrationHost.Authoring;
using IntegrationHost.Authoring.OpenApi;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Tests.Authoring;

/// <summary>OpenAPI documents of strangers, and the metadata that comes of them.</summary>
public sealed class DocumentDraftTests
{
    [Theory]
    [InlineData("header-key.yaml", "harbor-master", "https://eu.harbor.example/v2", "api-key: Header", "/me", "WhoAmIModule ListShipsOfBerthModule PostBerthsBerthIdShipsModule GetHealthModule")]
    [InlineData("query-key.swagger.json", "grossen-dienst", "https://masse.example.de/api", "api-key: Query", "/user", "GetUserModule GetItemsIdClassModule PutItemsIdClassModule PostFilesModule")]
    [InlineData("bearer.31.json", "kite", "https://api.kite.example/v1", "access-token: Bearer", "/account", "GetAccountModule NodesCreateModule NodesCreate2Module")]
    [InlineData("basic.yaml", "ledger", "https://ledger.example.com", "login: Basic", "/entries", "GetEntriesModule PostEntriesModule")]
    [InlineData("client-credentials.yaml", "n3scale-like-co", "https://api.scale.example/rest", "client-credentials: OAuth2", "/users/me", "GetUsersMeModule DeleteThingsABModule")]
    [InlineData("none.json", "open-weather-data", "https://weather.example.org/data", "access-token: Bearer", "/me", "GetForecastModule")]
    [InlineData("authorization-code.yaml", "meet", "https://meet.example/api", "oauth: OAuth2, api-key: Header", "/self", "GetSelfModule")]
    [InlineData("credential-told-twice.swagger.json", "chatter", "https://chatter.example/api", "oauth: OAuth2", "/auth.test", "GetApiTestModule AuthTestModule ListPostsModule")]
    public async Task Of_EveryShape_IsValidMetadata(string file, string id, string baseUrl, string kinds, string smokePath, string modules)
    {
        ProviderDraft draft = await DraftAsync(file);

        (string text, _) = MetadataDraft.Write(draft);

        MetadataResult read = MetadataReader.Read(text, id + MetadataReader.FileSuffix);
        Assert.Empty(read.Problems);
        ProviderMetadata provider = read.Provider!;
        Assert.Equal((id, baseUrl), (provider.Id, provider.BaseUrl));
        Assert.Equal(kinds, string.Join(", ", provider.CredentialKinds.Select(kind => $"{kind.Id}: {kind.Auth.Scheme}")));
        Assert.All(provider.CredentialKinds, kind => Assert.Equal(smokePath, kind.Verification.Requests[0].Path));
        Assert.Equal(modules.Split(' ').Order(StringComparer.Ordinal), provider.Modules.Select(module => module.ModuleClass.Split('.')[^1]).Order(StringComparer.Ordinal));
        Assert.NotEmpty(draft.Notes);
    }

    [Theory]
    [InlineData("header-key.yaml", "{path:id,type:string}", "{path:code,type:string}, {path:message,type:string}")]
    [InlineData("query-key.swagger.json", "{path:login,type:string}", "{path:error.code,type:number}, {path:error.message,type:string}")]
    [InlineData("bearer.31.json", "{path:data.id,type:string}", "{path:error,in:[unauthorized]}")]
    [InlineData("basic.yaml", "{path:[0],type:object}", "{path:error,in:[unauthorized]}")]
    [InlineData("none.json", "{path:id,exists:true}", "{path:error,in:[unauthorized]}")]
    [InlineData("authorization-code.yaml", "{path:uuid,type:string}", "{path:error,in:[unauthorized]}")]
    [InlineData("credential-told-twice.swagger.json", "{path:user_id,type:string}", "{path:error,in:[unauthorized]}")]
    public async Task Of_DescribedAnswers_AsksForTheirTypes(string file, string valid, string invalid)
    {
        SmokeTestDraft test = (await DraftAsync(file)).SmokeTest;

        Assert.Equal((valid, invalid), (Asked(test.ValidParts), Asked(test.InvalidParts)));

        static string Asked(IEnumerable<AnswerPart> parts) => string.Join(", ", parts.Select(part => part.Condition().ToJsonString().Replace("\"", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_AnswerWithAlternatives_AsksOnlyWhetherItIsThere()
    {
        ProviderDraft draft = Draft("""{ "type": "object", "properties": { "id": { "oneOf": [{ "type": "string" }, { "type": "integer" }] }, "note": { "type": ["string", "null"] } } }""");

        Assert.Equal([("id", null)], draft.SmokeTest.ValidParts.Select(part => (part.Path, part.Type)));
    }

    [Fact]
    public void Of_OwnerBehindManyProperties_IsInTheMadeUpAnswer()
    {
        string many = string.Concat(Enumerable.Range(0, 60).Select(index => $$"""{{(index == 0 ? "" : ", ")}}"p{{index}}": { "type": "boolean" }"""));
        ProviderDraft draft = Draft($$"""{ "type": "object", "properties": { {{many}}, "id": { "type": "string", "enum": [" "] } } }""");

        Assert.Equal([("id", "string")], draft.SmokeTest.ValidParts.Select(part => (part.Path, part.Type)));
        Assert.Equal("EXAMPLE", JsonNode.Parse(draft.SmokeTest.ValidBody)!["id"]!.ToString());
    }

    [Fact]
    public async Task Of_Inputs_AreTypedAndBounded()
    {
        ProviderMetadata provider = MetadataReader.Read(MetadataDraft.Write(await DraftAsync("header-key.yaml")).Text).Provider!;

        ModuleMetadata list = provider.Modules.Single(module => module.ModuleClass.EndsWith("ListShipsOfBerthModule", StringComparison.Ordinal));
        Assert.Equal("/berths/{berthId}/ships", list.Operation!.Path);
        InputMetadata berth = list.Inputs.Single(input => input.Name == "berthId");
        Assert.Equal(("path", true, "[A-Z]{2}[0-9]+"), (berth.Location, berth.Required, berth.Pattern));
        InputMetadata size = list.Inputs.Single(input => input.Name == "pageSize");
        Assert.Equal(("integer", "1", "100", "page[size]"), (size.Type, size.Minimum, size.Maximum, size.WireName));
        ModuleMetadata add = provider.Modules.Single(module => module.Operation!.Method == "POST");
        Assert.Equal(["tanker", "ferry", "tug"], add.Inputs.Single(input => input.Name == "kind").AllowedValues);
        Assert.Equal(("datetime", "array", "object"), (add.Inputs.Single(input => input.Name == "created").Type, add.Inputs.Single(input => input.Name == "tags").Type, add.Inputs.Single(input => input.Name == "sister").Type));
        Assert.Equal(("code", "message"), (add.Operation!.ErrorCode ?? list.Operation.ErrorCode, list.Operation.ErrorMessage));
    }

    [Fact]
    public async Task Of_CredentialAsParameter_IsNoInput()
    {
        ProviderDraft draft = await DraftAsync("credential-told-twice.swagger.json");

        ProviderMetadata provider = MetadataReader.Read(MetadataDraft.Write(draft).Text).Provider!;

        ModuleMetadata list = provider.Modules.Single(module => module.ModuleClass.EndsWith("ListPostsModule", StringComparison.Ordinal));
        Assert.Equal(["page_token", "X-Trace"], list.Inputs.Select(input => input.WireName));
        Assert.Empty(provider.Modules.Single(module => module.ModuleClass.EndsWith("AuthTestModule", StringComparison.Ordinal)).Inputs);
        Assert.Contains(draft.Notes, note => note.Contains("its path walks up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_SecretsOfTheDocument_AreNoDefaults()
    {
        (string text, _) = MetadataDraft.Write(await DraftAsync("basic.yaml"));

        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        InputMetadata password = MetadataReader.Read(text).Provider!.Modules.SelectMany(module => module.Inputs).Single(input => input.Name == "password");
        Assert.True(password.Presentation.Sensitive);
    }

    [Theory]
    [InlineData("header-key.yaml")]
    [InlineData("query-key.swagger.json")]
    [InlineData("bearer.31.json")]
    [InlineData("basic.yaml")]
    [InlineData("client-credentials.yaml")]
    [InlineData("none.json")]
    [InlineData("authorization-code.yaml")]
    [InlineData("credential-told-twice.swagger.json")]
    public async Task Replies_ReachEveryRuleOfTheirKind(string file)
    {
        ProviderDraft draft = await DraftAsync(file);
        ProviderMetadata provider = MetadataReader.Read(MetadataDraft.Write(draft).Text).Provider!;

        ILookup<string, string> reached = ReplyDrafts.Of(draft).ToLookup(reply => reply.Path.Split('/')[0], reply => JsonNode.Parse(reply.Text)!["expected"]!["ruleId"]!.ToString());

        foreach (CredentialKindMetadata kind in provider.CredentialKinds)
            Assert.Equal(kind.Verification.Rules.Select(rule => rule.Id).Order(StringComparer.Ordinal), reached[kind.Id].Order(StringComparer.Ordinal));
        JsonNode valid = JsonNode.Parse(draft.SmokeTest.ValidBody)!;
        Assert.All(draft.SmokeTest.ValidParts, part => Assert.True(JsonPlace.IsThere(valid, part.Path), part.Path));
    }

    private static ProviderDraft Draft(string answer) => DocumentDraft.Of(JsonNode.Parse($$"""
        {
          "openapi": "3.1.0", "info": { "title": "Kite", "version": "1" }, "servers": [{ "url": "https://api.kite.example" }],
          "components": { "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } } }, "security": [{ "token": [] }],
          "paths": { "/me": { "get": { "responses": { "200": { "description": "You", "content": { "application/json": { "schema": {{answer}} } } } } } } }
        }
        """)!.AsObject(), new DraftWishes());

    internal static async Task<ProviderDraft> DraftAsync(string file)
    {
        JsonObject root = await DocumentText.ReadAsync(Path.Combine(AppContext.BaseDirectory, "Documents", file), TestContext.Current.CancellationToken);
        return DocumentDraft.Of(root, new DraftWishes());
    }
}
