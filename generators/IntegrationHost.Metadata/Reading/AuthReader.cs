using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Json;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The <c>auth</c> of a credential kind. Everything it can say is known for every scheme; what a new scheme has no use for is reported.</summary>
internal sealed class AuthReader
{
    /// <summary>Servers of a mailbox; no other server may have their names.</summary>
    public static readonly string[] MailServers = ["imap", "smtp"];

    private static readonly Dictionary<string, string[]> Used = new()
    {
        ["OAuth2"] =
        [
            "grant", "tokenUrl", "clientId", "clientSecret", "clientAuthentication", "refreshToken", "rotates", "scopes", "scopeSeparator", "tokenParameters", "assertion",
            "defaultLifetimeSeconds", "baseUrlFrom", "authorization",
        ],
        ["GitHubApp"] = ["appId", "installationId", "privateKey"],
        ["Vault"] = ["method", "token", "roleId", "secretId", "role", "jwt", "mount", "namespace"],
        ["Mail"] = ["username", "password", "imap", "smtp"],
        ["Webhook"] = ["url"],
    };

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Sets = new()
    {
        ["grant"] = Words.Grants,
        ["clientAuthentication"] = Words.ClientAuthentications,
        ["method"] = Words.VaultMethods,
    };

    private readonly ObjectReader auth;
    private readonly TemplateCheck templates;
    private readonly string scheme;

    private AuthReader(ObjectReader auth, string scheme, EquatableArray<CredentialFieldMetadata> fields)
    {
        this.auth = auth;
        this.scheme = scheme;
        templates = new TemplateCheck([.. fields.Select(field => field.Key)]);
    }

    public static AuthMetadata Read(JsonNode node, EquatableArray<CredentialFieldMetadata> fields, ProblemList problems)
    {
        var auth = new ObjectReader(node, problems);
        var reader = new AuthReader(auth, auth.Choice("scheme", Words.AuthSchemes, null), fields);
        AuthMetadata metadata = reader.Read();
        foreach (string property in Used.SelectMany(pair => pair.Value).Distinct())
        {
            _ = Sets.TryGetValue(property, out IReadOnlyDictionary<string, string>? words) && !reader.Uses(property) ? auth.Choice(property, words, "") : auth.Find(property)?.Text;
        }

        auth.End();
        reader.ReportUnused();
        return metadata;
    }

    private AuthMetadata Read()
    {
        bool basic = scheme is "Basic" or "Mail";
        bool named = scheme is "Header" or "Query";
        string value = scheme == "Webhook" ? templates.Required(auth, "url") : templates.Text(auth, "value", required: scheme is "Bearer" or "Header" or "Query" or "");
        string name = named ? auth.Text("name") : auth.OptionalText("name") ?? "";
        string username = templates.Text(auth, "username", required: basic);
        string password = templates.Text(auth, "password", required: scheme == "Mail");
        EquatableArray<NamedText> headers = auth.Map("headers");
        if (scheme == "Header" && name.Length > 0 && !Forms.IsHeaderName(name))
        {
            auth.Report(MetadataRules.BadFormat, auth.Find("name")!, $"{auth.Path}.name must be a header name: letters, digits, \"-\" and \"_\".");
        }

        foreach (NamedText header in headers)
        {
            templates.Check(auth, auth.Find("headers")!, "headers", header.Value);
            if (!Forms.IsHeaderName(header.Name))
            {
                auth.Report(MetadataRules.BadFormat, auth.Find("headers")!, $"{auth.Path}.headers holds a name that is no header name: letters, digits, \"-\" and \"_\".");
            }
        }

        return new AuthMetadata(scheme, value, name, username, password, headers)
        {
            OAuth2 = scheme == "OAuth2" ? new OAuth2Reader(auth, templates).Read() : null,
            GitHubApp = scheme == "GitHubApp"
                ? new GitHubAppMetadata(templates.Required(auth, "appId"), templates.Required(auth, "installationId"), templates.Required(auth, "privateKey"))
                : null,
            Vault = scheme == "Vault" ? Vault() : null,
            Mail = scheme == "Mail" ? Mail() : null,
        };
    }

    private bool Uses(string property) => Used.TryGetValue(scheme, out string[]? used) && used.Contains(property);

    private VaultMetadata Vault()
    {
        string method = auth.Choice("method", Words.VaultMethods, null);
        return new VaultMetadata(
            method,
            templates.Text(auth, "token", required: method == "Token"),
            templates.Text(auth, "roleId", required: method == "AppRole"),
            templates.Text(auth, "secretId", required: method == "AppRole"),
            templates.Text(auth, "role", required: method is "Jwt" or "Kubernetes"),
            templates.Text(auth, "jwt", required: method is "Jwt" or "Kubernetes"),
            auth.Find("mount") is null ? method.ToLowerInvariant() : templates.Text(auth, "mount", required: false),
            templates.Text(auth, "namespace", required: false));
    }

    private MailMetadata Mail()
    {
        string? imap = Server("imap");
        string? smtp = Server("smtp");
        if (imap is null && smtp is null)
        {
            auth.Report(MetadataRules.MissingProperty, auth.Node, $"{auth.Path} has neither \"imap\" nor \"smtp\". Add the server to log in at, such as \"imap.example.com:993\".");
        }

        return new MailMetadata(imap ?? "", smtp ?? "");
    }

    private string? Server(string name) =>
        auth.Find(name) is null ? null : auth.Matching(name, @"^[a-z0-9-]+(\.[a-z0-9-]+)+:[1-9][0-9]{0,4}$", "a host name in lower case and a port, such as \"imap.example.com:993\"");

    /// <summary>A property that a scheme has no use for is a mistake: nothing of it would happen. The oldest four schemes take each other's.</summary>
    private void ReportUnused()
    {
        if (scheme.Length == 0)
        {
            return;
        }

        string[] own = Used.TryGetValue(scheme, out string[]? used) ? used : ["value", "name", "username", "password"];
        string word = Words.AuthSchemes.First(pair => pair.Value == scheme).Key;
        foreach (JsonMember member in auth.Node.Members.Where(member => member.Name is not ("scheme" or "headers") && !own.Contains(member.Name)))
        {
            if (Used.Values.Any(all => all.Contains(member.Name)) || member.Name is "value" or "name")
            {
                auth.Report(MetadataRules.BadFormat, member.Value, $"{member.Value.Path} means nothing to the scheme \"{word}\". Remove it, or choose the scheme that has it.");
            }
        }
    }
}
