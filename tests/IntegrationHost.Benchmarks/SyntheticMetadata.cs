using System.Globalization;
using System.Text;

namespace IntegrationHost.Benchmarks;

/// <summary>Provider metadata of any size: 20 modules a provider, six inputs and two outputs a module, the same bytes at each call.</summary>
internal static class SyntheticMetadata
{
    public const int ModulesPerProvider = 20;

    /// <summary>One document per provider.</summary>
    public static string[] Create(int modules) =>
        [.. Enumerable.Range(0, (modules + ModulesPerProvider - 1) / ModulesPerProvider).Select(provider => Provider(provider, "first"))];

    /// <summary>The document of one provider; the word stands in the first module's description, so that another word is an edit.</summary>
    public static string Provider(int number, string word)
    {
        string id = "bench-" + number.ToString("D4", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            {
              "provider": { "id": "{{id}}", "name": "Bench {{number}}", "category": "Bench", "description": "Synthetic.", "version": "1.0.0",
                "accentColor": "#336699", "icon": "b", "docsUrl": "https://bench.example/docs", "manageUrl": "https://bench.example/keys",
                "baseUrl": "https://api.bench.example/v1", "allowedHosts": ["api.bench.example"] },
              "credentialKinds": [{ "id": "key", "name": "Key", "description": "A key.", "fields": [
                { "key": "apiKey", "label": "API key", "help": "On the page.", "secret": true, "required": true, "example": "key-EXAMPLE", "accountProperty": "apiKey" }],
                "auth": { "scheme": "bearer", "value": "{apiKey}" }, "verification": "me" }],
              "verifications": { "me": { "requests": [{ "id": "me", "method": "GET", "path": "/me" }], "rules": [
                { "id": "bench.ok", "status": [200], "body": [{ "path": "id", "exists": true }], "verdict": "Valid", "message": "Accepted." }] } },
              "modules": [
            """);
        for (int module = 0; module < ModulesPerProvider; module++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                {{(module == 0 ? "" : ",")}}
                { "moduleClass": "com.bench.modules.Bench{{number:D4}}Action{{module}}Module", "moduleType": "bench.{{number}}.action{{module}}", "name": "Action {{module}}",
                  "category": "Bench", "description": "Does {{(module == 0 ? word : "something")}}.", "requiredScopes": ["things:write"],
                  "inputs": [
                    { "name": "target", "type": "string", "description": "Where.", "required": true },
                    { "name": "title", "type": "string", "description": "What it is called.", "required": true, "maxLength": 200 },
                    { "name": "count", "type": "integer", "description": "How many.", "minimum": 1, "maximum": 100 },
                    { "name": "price", "type": "number", "description": "What it costs." },
                    { "name": "notify", "type": "boolean", "description": "Whether to tell people." },
                    { "name": "labels", "type": "array", "description": "Labels." }],
                  "outputs": [
                    { "name": "id", "type": "string", "description": "What was made.", "jsonPath": "id" },
                    { "name": "total", "type": "integer", "description": "How many there are.", "jsonPath": "meta.total" }],
                  "operation": { "method": "POST", "path": "/things/{target}", "body": "json", "error": { "code": "error.code", "message": "error.message" } } }
                """);
        }

        return text.Append("]}").ToString();
    }
}
