using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>Chooses among a document's operations the one that tells whose a credential is, and what its answers have of their own.</summary>
internal static partial class SmokeTestChoice
{
    private static readonly string[] Identities = ["id", "uuid", "user_id", "userId", "account_id", "accountId", "login", "username", "email", "name", "sid", "key"];
    private static readonly string[] Says = ["status", "ok", "success", "result", "version"];
    private static readonly string[] Codes = ["code", "error_code", "errorCode", "type", "error", "status", "name"];
    private static readonly string[] Texts = ["message", "error_description", "detail", "title", "description", "msg"];

    public static SmokeTestDraft Of(OpenApiDocument document, string? wanted, List<string> notes)
    {
        (string Path, OpenApiOperation Operation)[] reads = [.. Operations(document).OrderByDescending(item => Score(item.Path, item.Operation)).ThenBy(item => item.Operation.Parameters?.Count ?? 0).ThenBy(item => item.Path.Length)];
        (string Path, OpenApiOperation Operation) best = wanted is null
            ? reads.FirstOrDefault(item => Score(item.Path, item.Operation) > 0)
            : reads.FirstOrDefault(item => item.Path == wanted.Split('?')[0]);
        if (best.Operation is null)
        {
            notes.Add(wanted is null
                ? "The document has no read without parameters that needs the credential; the smoke test reads /me, which is a guess. Name one in \"requests\" (or run this again with --smoke-path)."
                : "The document does not describe the path of the smoke test; what its answers have (\"rules\") is a guess. Call it once and correct them.");
            return new SmokeTestDraft(wanted ?? "/me");
        }

        return Refusal(best.Operation, document, Acceptance(best.Operation, new SmokeTestDraft(wanted ?? best.Path), notes), notes);
    }

    private static IEnumerable<(string Path, OpenApiOperation Operation)> Operations(OpenApiDocument document) =>
        from item in document.Paths ?? []
        where item.Value?.Operations is not null && PlainPath().IsMatch(item.Key) && !WalksUp(item.Key)
        from operation in item.Value.Operations!
        where operation.Key == HttpMethod.Get && !Asked(document, item.Value, operation.Value).Any(parameter => parameter.Required)
        select (item.Key, operation.Value);

    /// <summary>Whether a path has a segment that leads out of it.</summary>
    public static bool WalksUp(string path) => path.Split('/').Any(segment => segment is "." or "..");

    private static IEnumerable<IOpenApiParameter> Asked(OpenApiDocument document, IOpenApiPathItem path, OpenApiOperation operation)
    {
        var credentials = new CredentialPlaces(document, operation);
        return (path.Parameters ?? []).Concat(operation.Parameters ?? []).Where(parameter => parameter.Name is not null && !credentials.Holds(parameter));
    }

    // What needs no credential proves nothing of one.
    private static int Score(string path, OpenApiOperation operation)
    {
        SchemaView? answer = Answer(operation, "200");
        if (operation.Security is { Count: 0 } || answer is null || Health().IsMatch(path))
            return -1;

        int score = Whose().IsMatch(path) ? 100 : 10;
        score += answer.Type == "object" ? 20 : 0;
        score += answer.Properties.Any(property => Identities.Contains(property.Name)) ? 10 : 0;
        return score - (operation.Deprecated ? 50 : 0);
    }

    private static SmokeTestDraft Acceptance(OpenApiOperation operation, SmokeTestDraft test, List<string> notes)
    {
        SchemaView answer = Answer(operation, "200")!;
        if (answer.Type == "array")
        {
            notes.Add("The smoke test reads a list: an account that has nothing in it stays Indeterminate. If there is a read that tells whose the credential is, take that.");
            return test with { ValidParts = [new("[0]", TypeOf(answer.Items))], ValidBody = "[" + (answer.Items is { } item ? SampleBody.Of(item)?.ToJsonString() ?? "{}" : "{}") + "]" };
        }

        (string Name, SchemaView Schema)[] named = [.. answer.Properties.Where(property => Name().IsMatch(property.Name) && !Says.Contains(property.Name))];
        string[] scalars = [.. named.Where(property => property.Schema.Type is "string" or "integer" or "number").Select(property => property.Name)];
        string[] owners = [.. Identities.Where(scalars.Contains)];
        string[] inner = [.. named.Where(property => property.Schema.Type == "object").SelectMany(property => property.Schema.Properties.Where(item => Identities.Contains(item.Name)).Select(item => $"{property.Name}.{item.Name}"))];
        string[] paths = owners.Length > 0 ? owners[..1] : inner.Length > 0 ? inner[..1] : [.. named.OrderByDescending(property => answer.Required.Contains(property.Name)).Select(property => property.Name).Take(2)];
        AnswerPart[] parts = [.. paths.Select(path => new AnswerPart(path, TypeOf(At(answer, path))))];
        if (parts.Length == 0)
        {
            notes.Add("The document does not say what a good answer to the smoke test has; \"id\" is a guess. Call it once, and let the rule \"ok\" ask for what only this provider answers.");
            return test;
        }

        string[] identity = [.. owners.Concat(inner).Take(2)];
        if (identity.Length == 0)
            notes.Add("The document does not tell where the answer to the smoke test says whose the credential is. If it does, add \"identity\", so that another owner's key is noticed.");
        return test with { ValidParts = parts, IdentityPaths = identity, ValidBody = Holding(parts, SampleBody.Of(answer)).ToJsonString() };
    }

    private static SmokeTestDraft Refusal(OpenApiOperation operation, OpenApiDocument document, SmokeTestDraft test, List<string> notes)
    {
        SchemaView? error = Answer(operation, "401") ?? Answer(operation, "4XX") ?? Answer(operation, "403") ?? Answer(operation, "default")
            ?? Operations(document).Select(item => Answer(item.Operation, "401") ?? Answer(item.Operation, "default")).FirstOrDefault(answer => answer is not null);
        (string? code, string? message) = ErrorPaths(error);
        AnswerPart[] parts = [.. new[] { code, message }.OfType<string>().Select(path => new AnswerPart(path, TypeOf(At(error!, path))))];
        if (parts.Length == 0)
        {
            notes.Add("The document does not say what the provider answers to a bad credential; \"error\": \"unauthorized\" is a guess, and until it is corrected a bad credential stays Indeterminate. Call it once with one, and let the rule \"invalid\" ask for the word that is told.");
            return test with { ErrorCodePath = "error" };
        }

        notes.Add("A refusal is told by " + string.Join(" and ", parts.Select(part => part.Path)) + " being there. Sharper: let the rule \"invalid\" ask for the word itself, { \"path\": ..., \"in\": [...] }.");
        return test with { InvalidParts = parts, ErrorCodePath = code, TellsForbidden = parts.Length > 1 };
    }

    // The made-up answer is cut short where a document describes hundreds of properties.
    private static JsonObject Holding(AnswerPart[] parts, JsonNode? body)
    {
        JsonObject whole = body as JsonObject ?? [];
        foreach (AnswerPart part in parts.Where(part => !JsonPlace.IsThere(whole, part.Path)))
            JsonPlace.Put(whole, part.Path, part.Sample("EXAMPLE"));
        return whole;
    }

    private static SchemaView? At(SchemaView answer, string path) =>
        path.Split('.').Aggregate((SchemaView?)answer, (at, name) => at?.Properties.FirstOrDefault(property => property.Name == name).Schema);

    // Of what may be one of several, and of what may be anything, no type can be asked.
    private static string? TypeOf(SchemaView? schema) => schema is null or { HasAlternatives: true } ? null : schema.Type switch
    {
        "string" or "date" or "datetime" => "string",
        "integer" or "number" => "number",
        "boolean" or "array" or "object" => schema.Type,
        _ => null,
    };

    /// <summary>Where an error's code and message stand in an answer; <c>null</c> for those that are not told.</summary>
    public static (string? Code, string? Message) ErrorPaths(SchemaView? error)
    {
        if (error is not { Type: "object" })
            return (null, null);

        (string Prefix, SchemaView Schema) at = error.Properties.Where(property => property.Name is "error" or "fault" && property.Schema.Type == "object").Select(property => (property.Name + ".", property.Schema)).FirstOrDefault(("", error));
        string? Find(string[] names) => names.FirstOrDefault(name => at.Schema.Properties.Any(property => property.Name == name && property.Schema.Type is "string" or "integer")) is { } found ? at.Prefix + found : null;
        return (Find(Codes), Find(Texts));
    }

    /// <summary>The JSON that an operation answers with a status.</summary>
    public static SchemaView? Answer(OpenApiOperation operation, string status)
    {
        IOpenApiResponse? response = operation.Responses?.GetValueOrDefault(status);
        IOpenApiSchema? json = response?.Content?.FirstOrDefault(media => media.Key.Contains("json", StringComparison.OrdinalIgnoreCase) || media.Key == "*/*").Value?.Schema;
        // Swagger 2 need not name a media type; the library then says "bytes" of what has properties.
        return SchemaView.Of(json ?? response?.Content?.Where(media => media.Key == "application/octet-stream").Select(media => media.Value?.Schema)
            .FirstOrDefault(schema => schema is not null && SchemaView.Of(schema)!.Type is "object" or "array"));
    }

    [GeneratedRegex(@"(^|/)(me|self|whoami|profile|current|viewer|user|account|myself|currentUser|current_user|users/me|users/current|userinfo|tokeninfo|identity|auth\.test|auth/test)(\.json)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Whose();

    [GeneratedRegex(@"(^|/)(health|healthz|healthcheck|status|ping|version|heartbeat|ready|live|openapi|swagger|docs|robots|api\.test)(\.|/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Health();

    [GeneratedRegex(@"^/[A-Za-z0-9._~/-]*$")]
    private static partial Regex PlainPath();

    [GeneratedRegex(@"^[A-Za-z0-9_$@-]+$")]
    private static partial Regex Name();
}
