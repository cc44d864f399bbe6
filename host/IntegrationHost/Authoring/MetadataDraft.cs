using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Metadata;

namespace IntegrationHost.Authoring;

/// <summary>A draft as a metadata file. The format's own reader has the last word: modules that it refuses are left out, and told.</summary>
internal static partial class MetadataDraft
{
    private const string SmokeTest = "smoke-test";
    private const string Request = "whose";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file, which has no error, and what was left out.</summary>
    /// <exception cref="DraftException">What is not a module has an error.</exception>
    public static (string Text, IReadOnlyList<string> LeftOut) Write(ProviderDraft draft)
    {
        List<JsonObject> modules = [.. draft.Modules];
        var leftOut = new List<string>();
        while (true)
        {
            string text = Document(draft, modules).ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
            MetadataResult read = MetadataReader.Read(text, draft.Names.Id + MetadataReader.FileSuffix);
            if (read.Provider is not null)
                return (text, leftOut);

            MetadataProblem[] errors = [.. read.Problems.Where(problem => problem.Rule.IsError)];
            int[] bad = [.. errors.Select(problem => ModuleIn().Match(problem.Message)).Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().OrderDescending()];
            if (bad.Length == 0 || bad.Length == modules.Count)
                throw new DraftException($"No valid metadata comes of it: {errors[0].Message}");

            foreach (int index in bad)
            {
                string reason = errors.First(problem => ModuleIn().Match(problem.Message) is { Success: true } match && match.Groups[1].Value == index.ToString(System.Globalization.CultureInfo.InvariantCulture)).Message;
                leftOut.Add($"Left out {modules[index]["operation"]!["method"]} {DraftText.Line(modules[index]["operation"]!["path"]!.ToString(), 80)}: {reason}");
                modules.RemoveAt(index);
            }
        }
    }

    private static JsonObject Document(ProviderDraft draft, IEnumerable<JsonObject> modules) => new()
    {
        ["$schema"] = "obj/execmodules.schema.json",
        ["provider"] = new JsonObject
        {
            ["id"] = draft.Names.Id,
            ["name"] = draft.Names.Name,
            ["category"] = "Other",
            ["description"] = draft.Description,
            ["version"] = "1.0.0",
            ["accentColor"] = "#44AA88",
            ["icon"] = draft.Names.Class[..1],
            ["docsUrl"] = draft.DocsUrl,
            ["manageUrl"] = draft.DocsUrl,
            ["baseUrl"] = draft.BaseUrl,
            ["allowedHosts"] = new JsonArray([.. Hosts(draft).Select(host => (JsonNode)host)]),
        },
        ["credentialKinds"] = new JsonArray([.. draft.Kinds.Select(kind => Kind(draft, kind))]),
        ["verifications"] = new JsonObject(draft.Kinds.Select(kind => KeyValuePair.Create(TestOf(kind), (JsonNode?)Verification(draft, kind))).DistinctBy(pair => pair.Key)),
        ["modules"] = new JsonArray([.. modules.Select(module => module.DeepClone())]),
    };

    private static IEnumerable<string> Hosts(ProviderDraft draft) => draft.Kinds.Select(kind => kind.TokenUrl).Prepend(draft.BaseUrl)
        .Where(address => address.StartsWith("https://", StringComparison.Ordinal)).Select(address => new Uri(address).Host.ToLowerInvariant()).Distinct();

    private static string TestOf(AuthDraft kind) => kind.Exchanges ? SmokeTest + "-with-token" : SmokeTest;

    private static JsonObject Kind(ProviderDraft draft, AuthDraft kind)
    {
        string name = draft.Names.Name;
        (string title, string description, JsonObject[] fields, JsonObject auth) = kind.Scheme switch
        {
            "basic" => ("User name and password", "The user that calls are made as.",
                [Field(draft, "username", "User name", "username", false), Field(draft, "password", "Password", "password", true), .. Further(draft, kind)],
                WithHeaders(new JsonObject { ["scheme"] = "basic", ["username"] = "{username}", ["password"] = "{password}" }, kind)),
            "oauth2" => ("OAuth client", "A client of your own, exchanged for tokens.", Client(draft), OAuth2(kind, "clientCredentials")),
            "refreshToken" => ("OAuth", "A grant of a person, renewed by itself.",
                [.. Client(draft), Field(draft, "refreshToken", "Refresh token", "none", true)], OAuth2(kind, "refreshToken")),
            _ => (kind.Scheme == "bearer" ? "Access token" : "API key", "A key of one account.",
                [.. Placed(draft, kind)], Place(kind)),
        };
        return new JsonObject
        {
            ["id"] = kind.KindId,
            ["name"] = title,
            ["description"] = description,
            ["docsUrl"] = draft.DocsUrl,
            ["manageUrl"] = draft.DocsUrl,
            ["fields"] = new JsonArray([.. fields]),
            ["auth"] = auth,
            ["verification"] = TestOf(kind),
        };
    }

    private static JsonObject[] Client(ProviderDraft draft) => [Field(draft, "clientId", "Client id", "username", false), Field(draft, "clientSecret", "Client secret", "password", true)];

    private static IEnumerable<JsonObject> Placed(ProviderDraft draft, AuthDraft kind) =>
        Further(draft, kind).Prepend(Field(draft, "apiKey", kind.Scheme == "bearer" ? "Access token" : "API key", "apiKey", true));

    private static IEnumerable<JsonObject> Further(ProviderDraft draft, AuthDraft kind) => kind.MoreHeaders.Select((header, index) => Field(draft, $"apiKey{index + 2}", header, "none", true));

    private static JsonObject Place(AuthDraft kind)
    {
        var auth = new JsonObject { ["scheme"] = kind.Scheme };
        if (kind.Scheme is "header" or "query")
            auth["name"] = kind.Name;
        auth["value"] = "{apiKey}";
        return WithHeaders(auth, kind);
    }

    private static JsonObject WithHeaders(JsonObject auth, AuthDraft kind)
    {
        if (kind.MoreHeaders.Count > 0)
            auth["headers"] = new JsonObject(kind.MoreHeaders.Select((header, index) => KeyValuePair.Create(header, (JsonNode?)$"{{apiKey{index + 2}}}")));
        return auth;
    }

    private static JsonObject OAuth2(AuthDraft kind, string grant)
    {
        var auth = new JsonObject { ["scheme"] = "oauth2", ["grant"] = grant, ["tokenUrl"] = kind.TokenUrl, ["clientId"] = "{clientId}", ["clientSecret"] = "{clientSecret}" };
        if (grant == "refreshToken")
        {
            auth["refreshToken"] = "{refreshToken}";
            auth["authorization"] = new JsonObject { ["url"] = kind.AuthorizationUrl };
        }

        if (kind.Scopes.Count > 0)
            auth["scopes"] = new JsonArray([.. kind.Scopes.Select(scope => (JsonNode)scope)]);
        return auth;
    }

    private static JsonObject Field(ProviderDraft draft, string key, string label, string property, bool secret)
    {
        var field = new JsonObject
        {
            ["key"] = key,
            ["label"] = label,
            ["help"] = $"Where {draft.Names.Name} shows it.",
            ["placeholder"] = label.ToLowerInvariant(),
            ["secret"] = secret,
            ["required"] = true,
            ["example"] = "made-up-EXAMPLE",
            ["accountProperty"] = property,
        };
        if (key == "apiKey")
            field["importEnvironment"] = new JsonArray(draft.Names.Id.ToUpperInvariant().Replace('-', '_') + "_API_KEY");
        return field;
    }

    private static JsonObject Verification(ProviderDraft draft, AuthDraft kind)
    {
        SmokeTestDraft test = draft.SmokeTest;
        string name = draft.Names.Name;
        JsonObject Rule(string id, string request, int[] status, string verdict, string message, IEnumerable<JsonObject> body, string? codePath)
        {
            var rule = new JsonObject { ["id"] = id, ["request"] = request, ["status"] = new JsonArray([.. status.Select(code => (JsonNode)code)]) };
            if (body.ToArray() is { Length: > 0 } conditions)
                rule["body"] = new JsonArray([.. conditions]);
            rule["verdict"] = verdict;
            rule["message"] = message;
            if (codePath is not null)
                rule["errorCodePath"] = codePath;
            return rule;
        }

        IEnumerable<JsonObject> Refusal() => test.InvalidParts.Select(part => part.Condition());
        var rules = new JsonArray(
            Rule("ok", Request, [200], "Valid", $"{name} accepted the credential.", test.ValidParts.Select(part => part.Condition()), null));
        if (kind.Exchanges)
        {
            string[] words = kind.Scheme == "refreshToken" ? ["invalid_client", "invalid_grant"] : ["invalid_client"];
            rules.Add((JsonNode)Rule("client-invalid", "token", [400, 401], "Invalid", $"{name} refused the client. Make a new secret and store it.",
                [new JsonObject { ["path"] = "error", ["in"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) }], "error"));
        }

        rules.Add((JsonNode)Rule("invalid", Request, [401], "Invalid", $"{name} refused the credential. Make a new one and store it.", Refusal(), test.ErrorCodePath));
        if (test.TellsForbidden)
            rules.Add((JsonNode)Rule("forbidden", Request, [403], "Insufficient", $"{name} knows the credential, but it may not do this.", Refusal(), test.ErrorCodePath));
        rules.Add((JsonNode)new JsonObject { ["id"] = "rate-limited", ["status"] = new JsonArray(429), ["verdict"] = "RateLimited", ["message"] = $"{name} limits calls now." });
        var verification = new JsonObject
        {
            ["requests"] = new JsonArray(new JsonObject { ["id"] = Request, ["method"] = "GET", ["path"] = test.Path, ["cost"] = "One read." }),
            ["rules"] = rules,
        };
        if (test.IdentityPaths.Count > 0)
        {
            verification["identity"] = new JsonArray([.. test.IdentityPaths.Select((path, index) =>
            {
                var fact = new JsonObject { ["label"] = path.Split('.')[^1], ["body"] = path };
                if (index == 0)
                    fact["key"] = true;
                return (JsonNode)fact;
            })]);
        }

        return verification;
    }

    [GeneratedRegex(@"^modules\[(\d+)\]")]
    private static partial Regex ModuleIn();
}
