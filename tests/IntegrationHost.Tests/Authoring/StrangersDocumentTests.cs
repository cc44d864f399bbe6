using IntegrationHost.Authoring;
using IntegrationHost.Authoring.OpenApi;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Tests.Authoring;

/// <summary>What documents say in ways that are rare: it is taken up, or told, and never taken for something else in silence.</summary>
public sealed class StrangersDocumentTests
{
    private const string Read = """{ "get": { "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "type": "object", "properties": { "id": { "type": "string" } } } } } } } } }""";

    [Theory]
    [InlineData("//api.acme.example/v1", "https://api.acme.example/v1", null)]
    [InlineData("https://münze.example/v1/", "https://xn--mnze-0ra.example/v1", null)]
    [InlineData("https://API.Acme.Example:443/V1", "https://api.acme.example/V1", null)]
    [InlineData("https://api.acme.example:8443/v1", "https://api.acme.example/v1", "port 8443")]
    public void Address_InEveryWriting_IsOneThatCallsCanGoTo(string address, string baseUrl, string? told)
    {
        ProviderDraft draft = Draft($$"""{ "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "{{address}}" }], "paths": { "/me": {{Read}} } }""");

        Assert.Equal(baseUrl, Provider(draft).BaseUrl);
        Assert.Equal(told is not null, draft.Notes.Any(note => note.Contains(told ?? "port ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("System", "SystemProvider")]
    [InlineData("IntegrationHost", "IntegrationHostProvider")]
    [InlineData("Systems", "Systems")]
    public void Project_OfAPlatformsName_HasAnotherNamespace(string name, string project) => Assert.Equal(project, ProviderNames.Of(name).Project);

    [Fact]
    public void Version32_IsReadAs31_AndTold()
    {
        ProviderDraft draft = Draft($$"""{ "openapi": "3.2.0", "$self": "https://acme.example/openapi", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://api.acme.example" }], "paths": { "/me": {{Read}}, "/q": { "query": { "responses": {} } } } }""");

        Assert.Single(Provider(draft).Modules);
        Assert.Contains(draft.Notes, note => note.Contains("3.2", StringComparison.Ordinal));
    }

    [Fact]
    public void Operations_OfAnotherAddress_AreLeftOut_AndTold()
    {
        ProviderDraft draft = Draft($$"""
            { "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://api.acme.example/v1" }, { "url": "https://eu.acme.example/v1" }], "paths": {
              "/me": {{Read}},
              "/upload": { "servers": [{ "url": "https://upload.acme.example" }], "post": { "responses": {} } },
              "/same": { "get": { "servers": [{ "url": "https://eu.acme.example/v1" }], "responses": {} } } } }
            """);

        Assert.Equal(["/me", "/same"], Provider(draft).Modules.Select(module => module.Operation!.Path));
        Assert.Contains(draft.Notes, note => note.Contains("https://upload.acme.example", StringComparison.Ordinal));
    }

    [Fact]
    public void Address_OfThePathsAlone_IsTheBaseUrl()
    {
        ProviderDraft draft = Draft($$"""{ "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "paths": { "/me": { "servers": [{ "url": "https://api.acme.example" }], {{Read.Trim('{', ' ')}} } }""");

        Assert.Equal("https://api.acme.example", Provider(draft).BaseUrl);
        Assert.Single(Provider(draft).Modules);
    }

    [Fact]
    public void Security_OfSeveralFlows_MakesAKindOfEach()
    {
        ProviderDraft draft = Draft($$"""
            { "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://api.acme.example" }], "security": [{ "o": [] }], "paths": { "/me": {{Read}} },
              "components": { "securitySchemes": { "o": { "type": "oauth2", "flows": {
                "clientCredentials": { "tokenUrl": "/oauth/token", "scopes": {} },
                "authorizationCode": { "authorizationUrl": "/authorize", "tokenUrl": "/oauth/token", "scopes": { "read": "Reads." } } } } } } }
            """);

        Assert.Equal(["client-credentials", "oauth"], Provider(draft).CredentialKinds.Select(kind => kind.Id));
        Assert.Equal("https://api.acme.example/authorize", draft.Kinds[1].AuthorizationUrl);
    }

    [Theory]
    [InlineData("""{ "type": "http", "scheme": "basic" }""", "login", "Basic")]
    [InlineData("""{ "type": "http", "scheme": "bearer" }""", "access-token", "Bearer")]
    [InlineData("""{ "type": "apiKey", "in": "query", "name": "key" }""", "api-key", "Query")]
    public void Security_OfTwoAtOnce_IsOneKindWithBoth(string first, string kind, string scheme)
    {
        ProviderDraft draft = Draft($$"""
            { "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://api.acme.example" }], "security": [{ "app": [], "first": [] }], "paths": { "/me": {{Read}} },
              "components": { "securitySchemes": { "app": { "type": "apiKey", "in": "header", "name": "X-App" }, "first": {{first}} } } }
            """);

        CredentialKindMetadata only = Assert.Single(Provider(draft).CredentialKinds);
        Assert.Equal((kind, scheme, "X-App"), (only.Id, only.Auth.Scheme, Assert.Single(only.Auth.Headers).Name));
        Assert.DoesNotContain(draft.Notes, note => note.Contains("at once", StringComparison.Ordinal));
    }

    [Fact]
    public void References_ToOtherFiles_AreTold_AndNotFollowed()
    {
        ProviderDraft draft = Draft($$"""
            { "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://api.acme.example" }],
              "paths": { "/me": {{Read}}, "/passwd": { "get": { "responses": { "200": { "$ref": "../../../../etc/passwd" } } } } } }
            """);

        Assert.Contains(draft.Notes, note => note.Contains("\"../../../../etc/passwd\"", StringComparison.Ordinal) && note.Contains("not read", StringComparison.Ordinal));
    }

    [Fact]
    public void Tags_ThatAreBlank_AreNone()
    {
        ProviderDraft draft = Draft($$"""
            { "openapi": "3.0.3", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://api.acme.example" }],
              "paths": { "/me": {{Read}}, "/a": { "get": { "tags": ["  ", "", null, "Real"], "responses": {} } } } }
            """);

        Assert.Equal(["Other", "Real"], Provider(draft).Modules.Select(module => module.Category).Order(StringComparer.Ordinal));
    }

    private static ProviderMetadata Provider(ProviderDraft draft)
    {
        (string text, IReadOnlyList<string> leftOut) = MetadataDraft.Write(draft);
        Assert.Empty(leftOut);
        MetadataResult read = MetadataReader.Read(text, draft.Names.Id + MetadataReader.FileSuffix);
        Assert.Empty(read.Problems);
        return read.Provider!;
    }

    private static ProviderDraft Draft(string text) => DocumentDraft.Of(DocumentText.Parse(text)!.AsObject(), new DraftWishes());
}
