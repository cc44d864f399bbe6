using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Quality;

namespace IntegrationHost.Sdk.Testing.Replies;

/// <summary>An answer that does not come from the provider, or not whole. No credential may be judged by it.</summary>
/// <param name="Name">What stands in the way.</param>
/// <param name="Of">The answer in place of the provider's good one; <c>null</c> where there is no such thing.</param>
internal sealed record Stranger(string Name, Func<RecordedAnswer, RecordedAnswer?> Of)
{
    private const string Html = "text/html; charset=utf-8";
    private const string Json = "application/json";

    /// <summary>All of them.</summary>
    /// <param name="elsewhere">Where a redirect leads.</param>
    public static IReadOnlyList<Stranger> All(Uri elsewhere) =>
    [
        Page("a firewall's page, 403", 403, "<!DOCTYPE html><html><body><h1>Access denied</h1><p>Reference 18.5c1e6.</p></body></html>"),
        Page("a proxy's page, 401", 401, "<html><body><h1>Sign in to the proxy</h1></body></html>"),
        Page("a guest network's page, 200", 200, "<html><body><form action=\"/login\">Welcome to the guest network</form></body></html>"),
        Page("a gateway's page, 502", 502, "<html><body><h1>502 Bad Gateway</h1></body></html>"),
        new("an empty answer, 200", good => good with { Status = 200, ContentType = "", Body = null, BodyText = "" }),
        new("an empty answer that says it is JSON, 200", good => good with { Status = 200, ContentType = Json, Body = null, BodyText = "" }),
        new("an empty object, 200", good => good with { Status = 200, ContentType = Json, Body = new JsonObject(), BodyText = null }),
        new("somebody else's JSON, 200", good => good with { Status = 200, ContentType = Json, Body = new JsonObject { ["status"] = "up" }, BodyText = null }),
        new("somebody else's JSON, 401", good => good with { Status = 401, ContentType = Json, Body = new JsonObject { ["fault"] = "denied" }, BodyText = null }),
        new("a gateway's JSON, 403", good => good with { Status = 403, ContentType = Json, Body = new JsonObject { ["message"] = "Forbidden" }, BodyText = null }),
        new("half of the answer", good => good.Body is { } body ? good with { Body = null, BodyText = body.ToJsonString()[..(body.ToJsonString().Length / 2)] } : null),
        // A token that is granted is proved by the answer to the request that follows, whatever its wrapping.
        new("the answer under another content type", good => good.Body is null || good.Request == VerificationDescriptor.TokenRequest ? null : good with { ContentType = "text/plain" }),
        new("the answer with a name that stands there twice", good => good.Request == VerificationDescriptor.TokenRequest ? null : Doubled(good)),
        new("the answer twice over", good => good.Body is { } body ? good with { Body = null, BodyText = body.ToJsonString() + body.ToJsonString() } : null),
        new("the answer under a status that nobody documents", good => good.Body is null ? null : good with { Status = 418 }),
        new("the answer as a proxy changed it, 203", good => good.Body is null || good.Request == VerificationDescriptor.TokenRequest ? null : good with { Status = 203 }),
        new("a redirect with the answer in it", good => good.Body is null ? null : good with { Status = 302, Headers = new Dictionary<string, string> { ["Location"] = elsewhere.AbsoluteUri } }),
        new("a redirect", good => good with { Status = 302, ContentType = Html, Body = null, BodyText = "", Headers = new Dictionary<string, string> { ["Location"] = elsewhere.AbsoluteUri } }),
        new("a redirect that keeps the method", good => good with { Status = 307, ContentType = Html, Body = null, BodyText = "", Headers = new Dictionary<string, string> { ["Location"] = elsewhere.AbsoluteUri } }),
    ];

    private static RecordedAnswer? Doubled(RecordedAnswer good)
    {
        if (good.Body is not JsonObject { Count: > 0 } body)
            return null;
        (string name, JsonNode? value) = body.First();
        return good with { Body = null, BodyText = $"{{{JsonValue.Create(name)!.ToJsonString()}:{value?.ToJsonString() ?? "null"},{body.ToJsonString()[1..]}" };
    }

    private static Stranger Page(string name, int status, string text) => new(name, good => good with { Status = status, ContentType = Html, Body = null, BodyText = text });
}
