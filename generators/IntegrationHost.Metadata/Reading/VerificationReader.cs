using System.Linq;
using System.Text.Json;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>Smoke tests: requests, verdict rules, facts.</summary>
internal sealed class VerificationReader
{
    public static readonly VerificationMetadata None = new(
        EquatableArray<RequestMetadata>.Empty, EquatableArray<RuleMetadata>.Empty,
        EquatableArray<FactMetadata>.Empty, EquatableArray<FactMetadata>.Empty, EquatableArray<FactMetadata>.Empty, EquatableArray<FactMetadata>.Empty);

    private readonly ProblemList problems;

    public VerificationReader(ProblemList problems) => this.problems = problems;

    public VerificationMetadata Verification(JsonNode node)
    {
        var verification = new ObjectReader(node, problems);
        EquatableArray<RequestMetadata> requests = verification.List("requests", 8, Request, required: true);
        FileReader.Distinct(problems, verification.Find("requests"), "id");
        string[] ids = [.. requests.Select(request => request.Id)];
        var metadata = new VerificationMetadata(
            requests,
            verification.List("rules", 64, item => Rule(item, ids), required: true),
            verification.List("identity", 16, item => Fact(item, ids)),
            verification.List("scopes", 8, item => Fact(item, ids)),
            verification.List("expiry", 8, item => Fact(item, ids)),
            verification.List("mode", 8, item => Fact(item, ids)));
        FileReader.Distinct(problems, verification.Find("rules"), "id");
        if (requests.Count > 0 && requests[0].Enrichment)
        {
            verification.Report(MetadataRules.BadFormat, verification.Find("requests")!, $"{node.Path}.requests begins with an enrichment; the first request is the one that decides. Move it back.");
        }

        verification.End();
        return metadata;
    }

    /// <summary>A condition: a path and exactly one test.</summary>
    public ConditionMetadata Condition(JsonNode node, bool header)
    {
        var condition = new ObjectReader(node, problems);
        string path = header ? condition.Text("path") : condition.BodyPath("path", required: true) ?? "";
        JsonNode? among = condition.Find("in");
        JsonNode? exists = condition.Find("exists");
        JsonNode? contains = condition.Find("contains");
        condition.End();
        if (new[] { among, exists, contains }.Count(test => test is not null) != 1)
        {
            condition.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"in\", \"exists\" and \"contains\".");
            return new ConditionMetadata(path, "Exists", EquatableArray<string>.Empty);
        }

        if (exists is not null)
        {
            return new ConditionMetadata(path, condition.Flag("exists") ? "Exists" : "Missing", EquatableArray<string>.Empty);
        }

        EquatableArray<string> values = condition.List(among is null ? "contains" : "in", 64, item => Operand(condition, item), required: true);
        return new ConditionMetadata(path, among is null ? "Contains" : "In", values);
    }

    private static string Operand(ObjectReader condition, JsonNode item)
    {
        if (item.Kind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        {
            return item.Text;
        }

        condition.Report(MetadataRules.WrongType, item, $"{item.Path} must be a text, a number, true or false.");
        return "";
    }

    private RequestMetadata Request(JsonNode node)
    {
        var request = new ObjectReader(node, problems);
        var metadata = new RequestMetadata(
            request.Kebab("id"), request.Method("method"), request.RelativePath("path"), Headers(request), request.Flag("enrichment"), request.OptionalText("cost") ?? "");
        request.End();
        return metadata;
    }

    private RuleMetadata Rule(JsonNode node, string[] requests)
    {
        var rule = new ObjectReader(node, problems);
        string id = rule.Find("next") is null ? rule.Text("id") : rule.OptionalText("id") ?? node.Path;
        string? request = Reference(rule, "request", requests);
        EquatableArray<int> statuses = rule.List("status", 32, item => Status(rule, item));
        EquatableArray<ConditionMetadata> body = rule.List("body", 16, item => Condition(item, header: false));
        EquatableArray<ConditionMetadata> headers = rule.List("headers", 16, item => Condition(item, header: true));
        string? next = Reference(rule, "next", requests);
        string? verdict = rule.Find("verdict") is null ? null : rule.Choice("verdict", Words.Verdicts, null);
        if ((verdict is null) == (rule.Find("next") is null))
        {
            rule.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"verdict\" and \"next\".");
        }

        if (verdict is "Valid" or "Insufficient" or "Invalid" && body.Count == 0)
        {
            rule.Report(
                MetadataRules.UnearnedVerdict, rule.Find("verdict")!,
                $"{node.Path} decides {verdict} without looking at the body; a firewall's page has that status too. Add a condition on the provider's own envelope to \"body\".");
        }

        var metadata = new RuleMetadata(
            id, request, statuses, body, headers, verdict, next, verdict is null ? rule.OptionalText("message") ?? "" : rule.Text("message"),
            rule.BodyPath("errorCodePath", required: false), rule.BodyPath("missingScopesPath", required: false));
        rule.End();
        return metadata;
    }

    private FactMetadata Fact(JsonNode node, string[] requests)
    {
        var fact = new ObjectReader(node, problems);
        string? body = fact.BodyPath("body", required: false);
        string? header = fact.OptionalText("header");
        string? prefix = fact.OptionalText("fieldPrefix");
        if (new[] { body, header, prefix }.Count(source => source is not null) != 1)
        {
            fact.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"body\", \"header\" and \"fieldPrefix\".");
        }

        var metadata = new FactMetadata(
            fact.OptionalText("label") ?? "", Reference(fact, "request", requests), body is not null ? "Body" : header is not null ? "Header" : "FieldPrefix",
            body ?? header ?? prefix ?? "", fact.Choice("format", Words.FactFormats, "Text"), fact.Map("map"));
        fact.End();
        return metadata;
    }

    private static string? Reference(ObjectReader reader, string name, string[] requests)
    {
        JsonNode? node = reader.Find(name);
        if (node is null || reader.TextOf(node) is not { } id)
        {
            return null;
        }

        if (!requests.Contains(id))
        {
            reader.Report(MetadataRules.UnknownReference, node, $"{node.Path} names no request of this smoke test. {Suggestion.For(id, requests)}");
        }

        return id;
    }

    private static int Status(ObjectReader rule, JsonNode node)
    {
        if (node.Kind == JsonValueKind.Number && int.TryParse(node.Text, out int status) && status is >= 100 and <= 599)
        {
            return status;
        }

        rule.Report(MetadataRules.WrongType, node, $"{node.Path} must be an HTTP status from 100 to 599.");
        return 0;
    }

    /// <summary>Fixed headers of a request or operation.</summary>
    public static EquatableArray<NamedText> Headers(ObjectReader reader)
    {
        EquatableArray<NamedText> headers = reader.Map("headers");
        if (headers.Any(header => !Forms.IsHeaderName(header.Name) || header.Value.Any(c => c is < ' ' or > '~')))
        {
            reader.Report(MetadataRules.BadFormat, reader.Find("headers")!, $"{reader.Path}.headers must be header names (letters, digits, \"-\", \"_\") with values in ASCII.");
        }

        return headers;
    }
}
