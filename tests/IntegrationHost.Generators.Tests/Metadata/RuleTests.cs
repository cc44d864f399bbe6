using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;

namespace IntegrationHost.Generators.Tests.Metadata;

/// <summary>Each rule, broken in one place of a good file: id, severity, line and column, and a message that says what to do.</summary>
public sealed class RuleTests
{
    /// <summary>Rule, what is replaced, by what, the text at which it is reported, and words of the message.</summary>
    public static TheoryData<string, string, string, string, string> Broken => new()
    {
        { "IHG001", "\"icon\": \"A\",", "\"icon\": \"A\"", "\"\n    \"docsUrl\"", "A comma is missing after the value that ends here" },
        { "IHG001", "\"icon\": \"A\",", "\"icon\": \"A\", // why", "// why", "A comment begins here, and JSON has none" },
        { "IHG002", "\"prefixes\": [\"acme_\"]", $"\"prefixes\": [{string.Join(", ", Enumerable.Repeat("\"a\"", 65))}]", "[\"a\",", "65 items; 64 are allowed" },
        { "IHG002", "\"For one team.\"", $"\"{new string('x', 4097)}\"", "\"xxx", "longer than 4096 characters" },
        { "IHG002", "acme_[A-Za-z0-9]+", new string('a', 201), "\"aaaa", "longer than 200 characters" },
        { "IHG002", "\"tags\", \"type\": \"array\"", "\"tags\", \"examples\": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]], \"type\": \"array\"", "[[[[[[[1]", "nests deeper than 32" },
        { "IHG003", "\"accentColor\"", "\"acentColor\"", "\"acentColor\"", "Did you mean \"accentColor\"?" },
        { "IHG003", "\"modules\": [", "\"nosuch\": 1, \"modules\": [", "\"nosuch\"", "Use one of: " },
        { "IHG003", "\"maxLength\": 80", "\"maxLenght\": 80", "\"maxLenght\"", "Did you mean \"maxLength\"?" },
        { "IHG003", "\"errorCodePath\"", "\"errorCode\"", "\"errorCode\"", "verifications.whoami.rules[1] knows no property" },
        { "IHG004", "\"secret\": true", "\"secret\": \"yes\"", "\"yes\"", "must be true or false" },
        { "IHG004", "\"minLength\": 20", "\"minLength\": 0.5", "0.5", "must be a whole number from 1 to 65536" },
        { "IHG004", "\"status\": [401]", "\"status\": [4010]", "4010", "HTTP status from 100 to 599" },
        { "IHG004", "\"icon\": \"A\"", "\"icon\": 1", "1,\n    \"docsUrl\"", "must be text in quotes" },
        { "IHG004", "\"default\": 1", "\"default\": \"one\"", "\"one\"", "must be a whole number of 64 bits" },
        { "IHG004", "\"description\": \"Tags.\"", "\"description\": \"Tags.\", \"default\": [\"x\"]", "[\"x\"]", "must be []" },
        { "IHG004", "[\"api.acme.example\"]", "\"api.acme.example\"", "\"api.acme.example\"\n", "must be an array" },
        { "IHG004", "\"allowedValues\": [\"1\", \"2\", \"3\"]", "\"allowedValues\": [1, \"two\", 3]", "\"two\"", "must be a value of type integer, in quotes or not" },
        { "IHG005", "\"label\": \"API key\",", "", "{\n          \"key\": \"apiKey\"", "credentialKinds[0].fields[0] has no \"label\"" },
        { "IHG005", "\"verdict\": \"Valid\", ", "", "{ \"id\": \"acme.ok\"", "needs exactly one of \"verdict\" and \"next\"" },
        { "IHG005", "\"user.id\", \"type\": \"string\"", "\"user.id\", \"type\": \"string\", \"in\": [1]", "{ \"path\": \"user.id\"", "needs exactly one of \"in\", \"exists\", \"type\" and \"contains\"" },
        { "IHG005", "\"user.id\", \"type\": \"string\"", "\"user.id\", \"type\": \"string\", \"exists\": true", "{ \"path\": \"user.id\"", "needs exactly one of \"in\", \"exists\", \"type\" and \"contains\"" },
        { "IHG006", "\"user.id\", \"type\": \"string\"", "\"user.id\", \"type\": \"strin\"", "\"strin\"", "Did you mean \"string\"?" },
        { "IHG005", "\"allowedHosts\": [\"api.acme.example\"]", "\"allowedHosts\": []", "[]", "is empty. Add at least one item" },
        { "IHG006", "\"scheme\": \"header\"", "\"scheme\": \"heder\"", "\"heder\"", "Did you mean \"header\"?" },
        { "IHG006", "\"type\": \"datetime\"", "\"type\": \"date-time\"", "\"date-time\"", "Did you mean \"datetime\"?" },
        { "IHG006", "\"verdict\": \"Invalid\"", "\"verdict\": \"Broken\"", "\"Broken\"", "Use one of: Valid, Insufficient, Invalid, RateLimited, Indeterminate" },
        { "IHG006", "\"description\": \"Tags.\"", "\"description\": \"Tags.\", \"in\": \"header\"", "{ \"name\": \"tags\"", "cannot stand in the header" },
        { "IHG006", "\"allowedValues\": [\"red\", \"green\"]", "\"allowedValues\": [\"red\", \"green\"], \"default\": \"grene\"", "{ \"name\": \"colour\"", "Did you mean \"green\"?" },
        { "IHG004", "\"type\": \"datetime\"", "\"type\": \"datetime\", \"default\": \"now\"", "\"now\"", "a date and time with its offset" },
        { "IHG005", "\"id\": \"acme\",", "", "{\n    \n    \"name\": \"Acme\"", "Add it: lower-case words joined by hyphens" },
        { "IHG005", "\"id\": \"acme\",", "\"id\": null,", "{\n    \"id\": null", "has no \"id\", only null" },
        { "IHG006", "\"default\": 1", "\"default\": 99", "99", "lies outside of the input's own minimum and maximum" },
        { "IHG006", "\"minimum\": 1, \"maximum\": 10", "\"minimum\": 10, \"maximum\": 1", "{ \"name\": \"count\"", "so that no value is right" },
        { "IHG011", "For one team.", "For one \uFFFD team.", "\"For", "not saved as UTF-8" },
        { "IHG007", "\"icon\": \"A\",", "\"icon\": \"A\", \"icon\": \"B\",", "\"icon\": \"B\"", "provider.icon stands twice" },
        { "IHG007", "\"name\": \"title\"", "\"name\": \"shelf\"", "\"shelf\", \"type\": \"string\", \"description\": \"Label", "already taken in this list" },
        { "IHG008", "\"verification\": \"whoami\"", "\"verification\": \"whoam\"", "\"whoam\"", "Did you mean \"whoami\"?" },
        { "IHG008", "\"value\": \"{apiKey}\"", "\"value\": \"{apikey}\"", "\"{apikey}\"", "Did you mean \"apiKey\"?" },
        { "IHG008", "\"credentialKinds\": [\"api-key\"]", "\"credentialKinds\": [\"api-keys\"]", "\"api-keys\"", "Did you mean \"api-key\"?" },
        { "IHG008", "/shelves/{shelf}/", "/shelves/{self}/", "{\n        \"method\": \"POST\"", "Did you mean \"shelf\"?" },
        { "IHG008", "[\"api.acme.example\"]", "[\"acme.example\"]", "[\"acme.example\"]", "does not allow the host of provider.baseUrl" },
        { "IHG008", "/shelves/{shelf}/", "/shelves/{apiKey}/", "{\n        \"method\": \"POST\"", "neither an input nor a credential field that is no secret" },
        { "IHG008", "\"path\": \"/whoami\"", "\"path\": \"/{apiKey}\"", "\"whoami\"\n", "secrets never stand in a path" },
        { "IHG009", "\"body\": [{ \"path\": \"error\", \"in\": [\"bad_key\"] }],\n", "\n", "\"Invalid\"", "decides Invalid without looking at the body" },
        { "IHG010", "#44AA88", "green", "\"green\"", "a colour of the form #RRGGBB" },
        { "IHG010", "https://api.acme.example/v2", "http://api.acme.example/v2", "\"http://", "absolute https address" },
        { "IHG010", "https://api.acme.example/v2", "https://api.acme.example:8443/v2", "\"https://api.acme.example:8443", "must have no port" },
        { "IHG010", "\"path\": \"/whoami\"", "\"path\": \"/../whoami\"", "\"/../whoami\"", "below the base address" },
        { "IHG010", "[a-z0-9-]+", "(a", "\"(a\"", "no regular expression of .NET" },
        { "IHG010", "[a-z0-9-]+", "(?=a)b", "\"(?=a)b\"", "cannot run in linear time" },
        { "IHG010", "[a-z0-9-]+", "((((a{999}){999}){999}){999})", "\"((((a{999}", "grows too large" },
        { "IHG004", "\"default\": 1", "\"defaultValue\": \"many\"", "\"many\"", "must be a whole number of 64 bits" },
        { "IHG010", "\"method\": \"GET\"", "\"method\": \"get\"", "\"get\"", "GET, POST, PUT, PATCH, DELETE or HEAD" },
        { "IHG011", "For one team.", "For \u202Eone team.", "\"For", "U+202E" },
        { "IHG011", "For one team.", "For one\\u0007 team.", "\"For", "U+0007" },
        { "IHG012", "\"secret\": true,", "", "{\n          \"key\": \"apiKey\"", "Set \"secret\": true" },
        { "IHG013", "acme_0000EXAMPLE", "acme_0123456789", "\"acme_0123456789\"", "ends in EXAMPLE" },
        { "IHG017", "\"docsUrl\": \"https://docs.acme.example/auth\",", "", "{\n    \"id\": \"acme\"", "provider has no \"docsUrl\"" },
        { "IHG018", "\"tags\": [\"goods\"],\n      \"credentialKinds\": [\"api-key\"]", "\"credentialKinds\": [\"stored\"]", "{ \"method\": \"POST\", \"path\": \"/orders\"", "no credential kind that could run it" },
        { "IHG019", "\"ship_name\", \"type\": \"text\"", "\"ship_name\", \"type\": \"txet\"", "\"txet\"", "Did you mean \"text\"?" },
        { "IHG020", "\"defaultValue\": \"4.5\"", "\"defaultValue\": \"deep\"", "\"deep\"", "the default is no value of type number" },
        { "IHG020", "\"^[A-Z]{2}[0-9]+$\"", "\"required|email\"", "\"required|email\"", "checked by ThorAPI only" },
        { "IHG020", "Counts things.", "Counts\u202E things.", "\"Counts", "U+202E" },
        { "IHG020", "\"name\": \"reason\"", "\"name\": \"action\"", "{ \"name\": \"action\", \"type\": \"textarea\"", "another field of the module has its name" },
        { "IHG021", "\"outputs\": [\n      { \"name\": \"berth", "\"ouputs\": [\n      { \"name\": \"berth", "\"ouputs\"", "Is \"outputs\" meant?" },
        { "IHG005", "{ \"moduleClass\": \"com.valkyrlabs.workflow.modules.email.BareModule\" }", "{ \"name\": \"Bare\" }", "{ \"name\": \"Bare\"", "[2] has no \"moduleClass\"" },
        { "IHG007", "modules.email.BareModule", "modules.transform.TallyModule", "\"com.valkyrlabs.workflow.modules.transform.TallyModule\" }", "another entry of the file has" },
        { "IHG010", "modules.email.BareModule", "modules.email; DROP", "\"com.valkyrlabs.workflow.modules.email; DROP", "must be a class name" },
        { "IHG004", "{ \"moduleClass\": \"com.valkyrlabs.workflow.modules.email.BareModule\" }", "7", "7\n]", "must be an object" },
        { "IHG006", "\"note\", \"type\": \"file\"", "\"note\", \"in\": \"query\", \"type\": \"file\"", "{ \"name\": \"note\"", "only an operation with \"body\": \"multipart\"" },
        { "IHG006", "\"name\": \"title\", \"type\": \"string\", \"description\": \"Its title.\"", "\"name\": \"title\", \"type\": \"json\", \"in\": \"cookie\"", "{ \"name\": \"title\", \"type\": \"json\"", "cannot stand in the cookie" },
        { "IHG006", "\"type\": \"object\",\n            \"required\"", "\"type\": \"array\",\n            \"required\"", "{\n            \"type\": \"array\"", "describes another type" },
        { "IHG008", "\"input\": \"mode\"", "\"input\": \"mod\"", "{ \"input\": \"mod\"", "Did you mean \"mode\"?" },
        { "IHG008", "\"input\": \"cursor\"", "\"input\": \"cursr\"", "{ \"method\": \"GET\", \"path\": \"/articles\"", "Did you mean \"cursor\"?" },
        { "IHG010", "\"needsCredential\": false,", "\"needsCredential\": false, \"credentialKinds\": [\"api-key\"],", "[\"api-key\"],\n      \"config\"", "Remove one of the two" },
        { "IHG012", "\"session\", \"type\": \"string\", \"description\": \"Session of the shop.\", \"in\": \"cookie\", \"sensitive\": true", "\"clientSecret\", \"type\": \"string\"", "{ \"name\": \"clientSecret\"", "Set \"sensitive\": true" },
        { "IHG013", "\"in\": \"cookie\", \"sensitive\": true", "\"sensitive\": true, \"default\": \"abc\"", "\"abc\"", "a sensitive input a default" },
        { "IHG006", "\"grant\": \"refreshToken\"", "\"grant\": \"refreshtoken\"", "\"refreshtoken\"", "Did you mean \"refreshToken\"?" },
        { "IHG005", "\"tokenUrl\": \"https://auth.beacon.example/token\",", "", "{\n        \"scheme\": \"oauth2\"", "has no \"tokenUrl\"" },
        { "IHG010", "\"tokenUrl\": \"https://", "\"tokenUrl\": \"http://", "\"http://auth", "absolute https address" },
        { "IHG010", "\"refreshToken\": \"{refreshToken}\"", "\"refreshToken\": \"x{refreshToken}\"", "\"x{refreshToken}\"", "one field alone" },
        { "IHG010", "\"tokenUrl\": \"/oauth/token\",", "\"tokenUrl\": \"/oauth/token\", \"rotates\": true,", "true,\n        \"assertion\"", "means nothing to this grant" },
        { "IHG010", "\"url\": \"{hookUrl}\"", "\"url\": \"{hookUrl}\", \"value\": \"{hookUrl}\"", "\"{hookUrl}\" },", "means nothing to the scheme \"webhook\"" },
        { "IHG008", "\"issuer\": \"{keyFile.client_email}\"", "\"issuer\": \"{keyfile.client_email}\"", "\"{keyfile.", "Did you mean \"keyFile\"?" },
        { "IHG008", "\"auth.beacon.example\", ", "", "[\"api.beacon.example\"", "does not allow the host of auth.tokenUrl of the credential kind \"person\"" },
        { "IHG008", "\"mail.beacon.example\", ", "", "[\"api.beacon.example\"", "does not allow the host of auth.imap" },
        { "IHG008", "\"check.beacon.example\", ", "", "\"https://check.beacon.example/v2\"", "provider.allowedHosts does not allow" },
        { "IHG008", "\"server\": \"check\"", "\"server\": \"chek\"", "\"chek\"", "Did you mean \"check\"?" },
        { "IHG008", "\"server\": \"eu-lamps\"", "\"server\": \"eu-lamp\"", "\"eu-lamp\"", "Did you mean \"eu-lamps\"?" },
        { "IHG008", "\"tokenKey\": \"{apiKey}\"", "\"tokenKey\": \"{accessToken}\"", "\"key\"\n    }", "a body whose placeholder names no field" },
        { "IHG008", "\"scopes\": [{ \"token\": \"scope\"", "\"scopes\": [{ \"request\": \"tokn\", \"token\": \"scope\"", "\"tokn\"", "Did you mean \"token\"?" },
        { "IHG008", "\"verification\": \"key\"", "\"verification\": \"exchanged\"", "\"exchanged\"\n    }\n  ],", "the exchange for a token, which this kind's scheme does not make" },
        { "IHG008", "\"verification\": \"key\"", "\"verification\": \"app\"", "\"app\"\n    }\n  ],", "only the scheme \"githubApp\" can send" },
        { "IHG008", "\"verification\": \"key\"", "\"verification\": \"mailbox\"", "\"mailbox\"\n    }\n  ],", "only the scheme \"mail\" reaches" },
        { "IHG008", "\"credentialKinds\": [\"mailbox\"]", "\"credentialKinds\": [\"mailbox\", \"key\"]", "{ \"method\": \"POST\", \"server\": \"smtp\"", "which has no mail server" },
        { "IHG010", "\"text\": [\"invalid_payload\"]", "\"text\": [\" \"]", "[\" \"]", "any page without words would match" },
        { "IHG010", "\"lamps[*].auth_token\"", "\"lamps[0]auth_token\"", "\"lamps[0]auth_token\"", "for every item of an array" },
        { "IHG010", "\"method\": \"POST\", \"path\": \"/key-info\"", "\"method\": \"GET\", \"path\": \"/key-info\"", "{ \"json\"", "cannot be sent with GET" },
        { "IHG005", "{ \"json\": { \"tokenKey\"", "{ \"text\": \"x\", \"json\": { \"tokenKey\"", "{ \"text\": \"x\"", "exactly one of \"json\", \"form\" and \"text\"" },
        { "IHG007", "\"id\": \"info\"", "\"id\": \"token\"", "[\n        { \"id\": \"who\"", "names the exchange for a token" },
        { "IHG005", "\"imap\": \"mail.beacon.example:993\", \"smtp\": \"mail.beacon.example:465\"", "\"headers\": {}", "{ \"scheme\": \"mail\"", "neither \"imap\" nor \"smtp\"" },
        { "IHG014", "acme_[A-Za-z0-9]+", "acme_[A-Za-z0-9]{20}", "\"acme_[A-Za-z0-9]{20}\"", "which only warn" },
    };

    /// <summary>Rules that no change of one place can break; other tests break them.</summary>
    internal static string[] OfOtherTests => [MetadataRules.TemplateFailed.Id, MetadataRules.SameProvider.Id, MetadataRules.UnknownShape.Id];

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_OneRuleBroken_IsReportedAtItsPlaceWithTheNextStep(string id, string old, string replacement, string at, string words)
    {
        string text = Sample.With(old, replacement);
        MetadataResult result = MetadataReader.Read(text);

        MetadataProblem problem = result.Problems.First(candidate => candidate.Rule.Id == id);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Equal(problem.Rule.IsError, result.Provider is null);
        int place = text.IndexOf(at, StringComparison.Ordinal);
        Assert.True(place >= 0, "The place is not in the text.");
        Assert.Equal((LineOf(text, place), ColumnOf(text, place), place), (problem.Line, problem.Column, problem.Start));
    }

    [Theory]
    [InlineData("""{ "providr": { "id": "acme" } }""", "Did you mean \"provider\"?")]
    [InlineData("""{ "moduels": [] }""", "Did you mean \"modules\"?")]
    [InlineData("""{ "name": "my-package", "version": "1.0.0" }""", "Begin with")]
    [InlineData("42", "Begin with")]
    public void Read_NeitherForm_IsToldOnce(string text, string words)
    {
        MetadataProblem problem = Assert.Single(MetadataReader.Read(text).Problems);
        Assert.Equal(MetadataRules.UnknownShape, problem.Rule);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryRule_HasACase() =>
        Assert.Equal(MetadataRules.All.Select(rule => rule.Id).Order(), Broken.Select(row => row.Data.Item1).Concat(OfOtherTests).Distinct().Order());

    private static int LineOf(string text, int place) => text[..place].Count(c => c == '\n') + 1;

    private static int ColumnOf(string text, int place) => place - text.LastIndexOf('\n', Math.Max(0, place - 1));
}
