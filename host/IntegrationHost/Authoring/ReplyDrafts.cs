using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring;

/// <summary>Recorded replies to begin with, one for each rule of a draft. They are made up; the provider's own take their place.</summary>
internal static class ReplyDrafts
{
    private const string Code = "invalid_credential";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The replies by path: <c>KIND/NAME.json</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Of(ProviderDraft draft)
    {
        foreach (AuthDraft kind in draft.Kinds)
        {
            JsonObject[] token = kind.Exchanges
                ? [Answer("token", 200, new JsonObject { ["access_token"] = "made-up-token-EXAMPLE", ["token_type"] = "Bearer", ["expires_in"] = 3600 })]
                : [];
            yield return File(kind, "valid", "The credential works", token, Answer("whose", 200, JsonNode.Parse(draft.SmokeTest.ValidBody)), Expected("Valid", "ok", null));
            yield return File(kind, "invalid", "The credential is refused", token, Answer("whose", 401, Refusal(draft.SmokeTest)), Expected("Invalid", "invalid", CodeOf(draft.SmokeTest)));
            if (draft.SmokeTest.TellsForbidden)
                yield return File(kind, "forbidden", "The credential may not do this", token, Answer("whose", 403, Refusal(draft.SmokeTest)), Expected("Insufficient", "forbidden", CodeOf(draft.SmokeTest)));
            JsonObject limited = Answer("whose", 429, new JsonObject());
            limited["headers"] = new JsonObject { ["Retry-After"] = "30" };
            yield return File(kind, "rate-limited", "Too many calls", token, limited, Expected("RateLimited", "rate-limited", null));
            if (kind.Exchanges)
                yield return File(kind, "client-invalid", "The client is refused", [], Answer("token", 401, new JsonObject { ["error"] = "invalid_client" }), Expected("Invalid", "client-invalid", "invalid_client"));
        }
    }

    private static (string, string) File(AuthDraft kind, string name, string title, JsonObject[] before, JsonObject answer, JsonObject expected) => (
        $"{kind.KindId}/{name}.json",
        new JsonObject
        {
            ["name"] = title,
            ["replies"] = new JsonArray([.. before.Select(earlier => earlier.DeepClone()), answer]),
            ["expected"] = expected,
        }.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");

    private static JsonObject Answer(string request, int status, JsonNode? body) => new() { ["request"] = request, ["status"] = status, ["contentType"] = "application/json", ["body"] = body };

    private static JsonObject Expected(string verdict, string rule, string? code)
    {
        var expected = new JsonObject { ["verdict"] = verdict, ["ruleId"] = rule };
        if (code is not null)
            expected["errorCode"] = code;
        return expected;
    }

    private static string? CodeOf(SmokeTestDraft test) => test.ErrorCodePath is { } path ? PartAt(test, path).Sample(Code).ToString() : null;

    private static AnswerPart PartAt(SmokeTestDraft test, string path) => test.InvalidParts.FirstOrDefault(part => part.Path == path) ?? new AnswerPart(path);

    private static JsonObject Refusal(SmokeTestDraft test)
    {
        var body = new JsonObject();
        foreach (AnswerPart part in test.ErrorCodePath is { } code ? test.InvalidParts.Append(PartAt(test, code)).Distinct() : test.InvalidParts)
            JsonPlace.Put(body, part.Path, part.Sample(Code));
        return body;
    }
}
