using System.Text.Json.Nodes;
using IntegrationHost.Authoring;
using IntegrationHost.Authoring.OpenApi;
using IntegrationHost.Metadata;

namespace IntegrationHost.Tests.Authoring;

/// <summary>OpenAPI documents that mean harm end in a sentence, or in metadata that the reader takes; never in code, a crash or an endless run.</summary>
public sealed class HostileDocumentTests
{
    private const string Start = """{ "openapi": "3.0.0", "info": { "title": "Acme", "version": "1" }, "servers": [{ "url": "https://acme.example" }], """;

    [Theory]
    [InlineData("", "empty")]
    [InlineData("just words", "no object")]
    [InlineData("[1]", "no object")]
    [InlineData("{}", "no OpenAPI document")]
    [InlineData("{ \"openapi\": ", "neither JSON nor YAML|is not JSON")]
    [InlineData("{ \"openapi\": \"3.0.0\", \"openapi\": \"3.0.0\" }", "no OpenAPI document|no paths|is not JSON|cannot be read")]
    [InlineData("openapi: 3.0.0\ninfo: *nothing", "alias")]
    [InlineData("openapi: 3.0.0\ninfo: { title: A }\npaths: {}", "no paths")]
    [InlineData("openapi: 4.0.0\ninfo: { title: A }\npaths: {}", "version of OpenAPI")]
    [InlineData("openapi: 3.10.0\ninfo: { title: A }\npaths: {}", "version of OpenAPI")]
    [InlineData("swagger: 1.2\ninfo: { title: A }\npaths: {}", "version of OpenAPI")]
    [InlineData("openapi: 3.0.0\ninfo: {title: A, version: 1}\nservers: [{url: /api/v3}]\npaths: {/a: {get: {responses: {}}}}", "give that address with the path")]
    [InlineData("openapi: 3.0.0\ninfo: {title: A, version: 1}\nservers: [{url: 'https://a.example'}]\npaths: {/a: {$ref: 'paths/a.yaml'}}", "\"paths/a.yaml\"")]
    [InlineData("openapi: 3.0.0\ninfo: {title: A, version: 1}\npaths: {/a: {get: {responses: {}}}}", "no address")]
    [InlineData("openapi: 3.0.0\ninfo: {title: A, version: 1}\nservers: [{url: 'javascript:alert(1)'}, {url: 'https://127.0.0.1/'}, {url: 'file:///etc'}]\npaths: {/a: {get: {responses: {}}}}", "no address")]
    public async Task Document_ThatIsNone_IsTold(string text, string says)
    {
        DraftException failure = await Assert.ThrowsAsync<DraftException>(() => DraftAsync(text));

        Assert.Contains(says.Split('|'), part => failure.Message.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task References_InARing_AreTold_AndCountAsAnything()
    {
        string text = Start + """ "paths": { "/a": { "get": { "responses": { "200": { "$ref": "#/components/responses/A" } } } } }, "components": { "responses": { "A": { "$ref": "#/components/responses/B" }, "B": { "$ref": "#/components/responses/A" } } } }""";

        ProviderDraft draft = await DraftAsync(text);

        Assert.Contains(draft.Notes, note => note.Contains("in a ring", StringComparison.Ordinal) && note.Contains("#/components/responses/", StringComparison.Ordinal));
        Assert.Single(MetadataReader.Read(MetadataDraft.Write(draft).Text).Provider!.Modules);
    }

    [Fact]
    public async Task Schema_ThatIsOnlyItself_CountsAsAnything()
    {
        string text = Start + """ "paths": { "/a": { "post": { "requestBody": { "content": { "application/json": { "schema": { "type": "object", "properties": { "me": { "$ref": "#/components/schemas/Me" }, "b": { "type": "string" } } } } } }, "responses": {} } } }, "components": { "schemas": { "Me": { "$ref": "#/components/schemas/Me" } } } }""";

        ProviderDraft draft = await DraftAsync(text);

        Assert.Contains(draft.Notes, note => note.Contains("in a ring", StringComparison.Ordinal));
        Assert.Equal(["me", "b"], Assert.Single(MetadataReader.Read(MetadataDraft.Write(draft).Text).Provider!.Modules).Inputs.Select(input => input.Name));
    }

    [Fact]
    public async Task Path_OfAnyAlphabet_IsTheSamePathInAscii()
    {
        string text = Start + """ "paths": { "/自分/open orders/{nr}": { "get": { "parameters": [{ "name": "nr", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": {} } } } }""";

        ProviderDraft draft = await DraftAsync(text);

        Assert.Equal("/%E8%87%AA%E5%88%86/open%20orders/{nr}", Assert.Single(MetadataReader.Read(MetadataDraft.Write(draft).Text).Provider!.Modules).Operation!.Path);
    }

    [Fact]
    public async Task WhatOnlyPartlyFits_IsTold()
    {
        string text = Start + """
            "security": [{ "key": [], "app": [] }],
            "paths": { "/pets": { "post": { "requestBody": { "content": { "application/json": { "schema": { "oneOf": [
              { "type": "object", "properties": { "kind": { "const": "cat" }, "lives": { "type": "integer" } } }, { "type": "object", "properties": { "kind": { "const": "dog" } } }] } } } }, "responses": {} } } },
            "components": { "securitySchemes": { "key": { "type": "apiKey", "in": "query", "name": "key" }, "app": { "type": "apiKey", "in": "query", "name": "app" } } } }
            """;

        ProviderDraft draft = await DraftAsync(text.Replace("3.0.0", "3.1.0", StringComparison.Ordinal));

        Assert.Contains(draft.Notes, note => note.Contains("key and app at once", StringComparison.Ordinal));
        Assert.Contains(draft.Notes, note => note.Contains("POST /pets may have one of several bodies", StringComparison.Ordinal));
        Assert.Equal(["cat"], Assert.Single(draft.Modules)["inputs"]![0]!["allowedValues"]!.AsArray().Select(word => word!.ToString()));
    }

    [Fact]
    public async Task Aliases_ThatMultiply_EndAtABound()
    {
        string text = "openapi: 3.0.0\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 12).Select(level => $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]\n"));

        DraftException failure = await Assert.ThrowsAsync<DraftException>(() => DraftAsync(text));

        Assert.Contains("more than", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public async Task Nesting_WithoutEnd_EndsAtABound(char open, char close)
    {
        string nested = open == '[' ? new string(open, 100_000) + new string(close, 100_000) : string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);

        Assert.Contains("nest", (await Assert.ThrowsAsync<DraftException>(() => DraftAsync(nested))).Message, StringComparison.Ordinal);
        Assert.Contains("nest", (await Assert.ThrowsAsync<DraftException>(() => DraftAsync("x: " + nested))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_ThatWouldBeCode_StayWords()
    {
        const string evil = "*/ } public class Evil { static Evil() { System.Console.Beep(); } } // \\\" \\u202E \\u0000 {{ }} \\\"\\\"\\\"";
        string text = Start.Replace("Acme", "Acme " + evil, StringComparison.Ordinal) + $$"""
            "tags": [{ "name": "{{evil}}" }],
            "paths": {
              "/{{evil}}": { "get": { "responses": { "200": { "description": "" } } } },
              "/ok/{id}": { "get": { "operationId": "{{evil}}", "summary": "{{evil}}", "description": "{{evil}}", "tags": ["{{evil}}"],
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "enum": ["{{evil}}", "b"], "pattern": "^(a+)+$" } }, { "name": "{{evil}}", "in": "query", "schema": { "type": "string" } }],
                "responses": { "200": { "description": "", "content": { "application/json": { "schema": { "type": "object", "properties": { "{{evil}}": { "type": "string" }, "a": { "type": "string", "description": "{{evil}}" } } } } } } } } }
            } }
            """;

        (string metadata, _) = MetadataDraft.Write(await DraftAsync(text));

        Assert.DoesNotContain(MetadataReader.Read(metadata, "acme.execmodules.json").Problems, problem => problem.Rule.IsError);
        Assert.Single(MetadataReader.Read(metadata).Provider!.Modules);
    }

    [Fact]
    public async Task Operations_WithoutEnd_AreCutOff()
    {
        string text = Start + "\"paths\": {" + string.Join(',', Enumerable.Range(0, 3000).Select(number => $"\"/p{number}\": {{ \"get\": {{ \"responses\": {{}} }} }}")) + "} }";

        ProviderDraft draft = await DraftAsync(text);

        Assert.Equal(40, draft.Modules.Count);
        Assert.Contains(draft.Notes, note => note.Contains("2960 more operations", StringComparison.Ordinal));
    }

    private static async Task<ProviderDraft> DraftAsync(string text)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("ih-doc-").FullName, "document");
        try
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
            JsonObject root = await DocumentText.ReadAsync(path, TestContext.Current.CancellationToken);
            return DocumentDraft.Of(root, new DraftWishes());
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
