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

    /// <summary>The exchange of the credential for a token: the host makes it before the first request, and rules and facts may look at its answer.</summary>
    public const string Token = "token";

    private readonly ProblemList problems;
    private readonly string[] servers;

    public VerificationReader(ProblemList problems, params string[] servers)
    {
        this.problems = problems;
        this.servers = servers;
    }

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
            verification.List("mode", 8, item => Fact(item, ids)))
        {
            AccountType = verification.List("accountType", 8, item => Fact(item, ids)),
        };
        FileReader.Distinct(problems, verification.Find("rules"), "id");
        if (requests.Count > 0 && requests[0].Enrichment)
        {
            verification.Report(MetadataRules.BadFormat, verification.Find("requests")!, $"{node.Path}.requests begins with an enrichment; the first request is the one that decides. Move it back.");
        }

        if (ids.Contains(Token))
        {
            verification.Report(MetadataRules.Duplicate, verification.Find("requests")!, $"{node.Path}.requests has one called \"token\", which names the exchange for a token that the host makes by itself. Choose another id.");
        }

        CheckKeys(verification, metadata);
        verification.End();
        return metadata;
    }

    private static void CheckKeys(ObjectReader verification, VerificationMetadata metadata)
    {
        if (metadata.Identity.Count(fact => fact.Key) > 1)
        {
            verification.Report(MetadataRules.Duplicate, verification.Find("identity")!, $"{verification.Path}.identity has more than one \"key\"; one fact is the owner's id.");
        }

        string[] others = ["scopes", "expiry", "mode", "accountType"];
        foreach (string list in others.Where(list => verification.Find(list)?.Items.Any(fact => fact.Find("key") is not null) == true))
        {
            verification.Report(MetadataRules.BadFormat, verification.Find(list)!, $"{verification.Path}.{list} has a \"key\", which only a fact of identity can be. Remove it.");
        }
    }

    /// <summary>A condition: a path and exactly one test.</summary>
    public ConditionMetadata Condition(JsonNode node, bool header)
    {
        var condition = new ObjectReader(node, problems);
        string path = header ? condition.Text("path") : condition.BodyPath("path", required: true) ?? "";
        JsonNode? among = condition.Find("in");
        JsonNode? exists = condition.Find("exists");
        JsonNode? contains = condition.Find("contains");
        JsonNode? type = header ? null : condition.Find("type");
        string typeName = type is null ? "" : condition.Choice("type", Words.JsonTypes, "");
        condition.End();
        if (new[] { among, exists, contains, type }.Count(test => test is not null) != 1)
        {
            condition.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"in\", \"exists\"{(header ? "" : ", \"type\"")} and \"contains\".");
            return new ConditionMetadata(path, "Exists", EquatableArray<string>.Empty);
        }

        if (exists is not null)
        {
            return new ConditionMetadata(path, condition.Flag("exists") ? "Exists" : "Missing", EquatableArray<string>.Empty);
        }

        if (type is not null)
        {
            return new ConditionMetadata(path, "Type", new EquatableArray<string>([typeName]));
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
            request.Kebab("id"), request.Method("method"), request.RelativePath("path"), Headers(request), request.Flag("enrichment"), request.OptionalText("cost") ?? "")
        {
            Server = Server(request, servers),
            WithoutCredential = request.Choice("auth", Words.RequestAuths, "").Length > 0,
            AsApp = request.Choice("as", Words.RequestIdentities, "").Length > 0,
            Body = BodyReader.Read(request),
        };
        if (metadata is { Body: not null, Method: "GET" or "HEAD" })
        {
            request.Report(MetadataRules.BadFormat, request.Find("body")!, $"{node.Path}.body cannot be sent with {metadata.Method}. Remove it, or use POST.");
        }

        if (metadata is { AsApp: true, WithoutCredential: true })
        {
            request.Report(MetadataRules.BadFormat, request.Find("as")!, $"{node.Path} is sent without the credential and yet as the app. Remove one of the two.");
        }

        request.End();
        return metadata;
    }

    /// <summary>The name of one of the provider's further addresses; empty for its base address.</summary>
    public static string Server(ObjectReader reader, string[] servers)
    {
        JsonNode? node = reader.Find("server");
        if (node is null || reader.TextOf(node) is not { } name)
        {
            return "";
        }

        if (!servers.Contains(name))
        {
            reader.Report(MetadataRules.UnknownReference, node, $"{node.Path} names none of provider.servers. {Suggestion.For(name, servers)}");
        }

        return name;
    }

    private RuleMetadata Rule(JsonNode node, string[] requests)
    {
        var rule = new ObjectReader(node, problems);
        string id = rule.Find("next") is null ? rule.Text("id") : rule.OptionalText("id") ?? node.Path;
        string? request = Reference(rule, "request", [.. requests, Token]);
        EquatableArray<int> statuses = rule.List("status", 32, item => Status(rule, item));
        EquatableArray<ConditionMetadata> body = rule.List("body", 16, item => Condition(item, header: false));
        EquatableArray<string> texts = rule.Texts("text", 16);
        EquatableArray<ConditionMetadata> headers = rule.List("headers", 16, item => Condition(item, header: true));
        string? next = Reference(rule, "next", requests);
        string? verdict = rule.Find("verdict") is null ? null : rule.Choice("verdict", Words.Verdicts, null);
        if ((verdict is null) == (rule.Find("next") is null))
        {
            rule.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"verdict\" and \"next\".");
        }

        if (texts.Count > 0 && body.Count > 0)
        {
            rule.Report(MetadataRules.BadFormat, rule.Find("text")!, $"{node.Path} asks for a body that is JSON (\"body\") and one that is not (\"text\"). Remove one of the two.");
        }

        if (texts.Any(text => text.Trim().Length == 0))
        {
            rule.Report(MetadataRules.BadFormat, rule.Find("text")!, $"{node.Path}.text has an empty text; any page without words would match it. Give the provider's own words.");
        }

        if (verdict is "Valid" or "Insufficient" or "Invalid" && body.Count == 0 && texts.Count == 0)
        {
            rule.Report(
                MetadataRules.UnearnedVerdict, rule.Find("verdict")!,
                $"{node.Path} decides {verdict} without looking at the body; a firewall's page has that status too. Add a condition on the provider's own envelope to \"body\".");
        }

        var metadata = new RuleMetadata(
            id, request, statuses, body, headers, verdict, next, verdict is null ? rule.OptionalText("message") ?? "" : rule.Text("message"),
            rule.BodyPath("errorCodePath", required: false), rule.BodyPath("missingScopesPath", required: false))
        {
            Texts = texts,
            MissingScopes = rule.Texts("missingScopes", 32),
        };
        rule.End();
        return metadata;
    }

    private FactMetadata Fact(JsonNode node, string[] requests)
    {
        var fact = new ObjectReader(node, problems);
        string? body = fact.BodyPath("body", required: false);
        string? header = fact.OptionalText("header");
        string? prefix = fact.OptionalText("fieldPrefix");
        string? token = fact.BodyPath("token", required: false);
        if (new[] { body, header, prefix, token }.Count(source => source is not null) != 1)
        {
            fact.Report(MetadataRules.MissingProperty, node, $"{node.Path} needs exactly one of \"body\", \"header\", \"fieldPrefix\" and \"token\".");
        }

        string source = body is not null ? "Body" : header is not null ? "Header" : token is not null ? "Token" : "FieldPrefix";
        var metadata = new FactMetadata(
            fact.OptionalText("label") ?? "", Reference(fact, "request", [.. requests, Token]), source,
            body ?? header ?? token ?? prefix ?? "", fact.Choice("format", Words.FactFormats, "Text"), fact.Map("map"))
        {
            Key = fact.Flag("key"),
        };
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
