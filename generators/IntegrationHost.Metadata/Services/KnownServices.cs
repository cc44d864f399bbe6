using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading.Published;

namespace IntegrationHost.Metadata.Services;

/// <summary>A service that published modules call, and the account they call it with.</summary>
/// <param name="Id">Id in kebab form.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Category">Group.</param>
/// <param name="Icon">One or two characters.</param>
/// <param name="DocsUrl">Documentation on authentication, or empty.</param>
/// <param name="ManageUrl">Where keys are made, or empty.</param>
/// <param name="Words">Beginnings of class names, and parts of dotted ids, that name it; lower case.</param>
/// <param name="Fields">Values of an account.</param>
internal sealed record KnownService(string Id, string Name, string Category, string Icon, string DocsUrl, string ManageUrl, string[] Words, KnownField[] Fields);

/// <summary>A value of an account.</summary>
/// <param name="Property">Property of ThorAPI's IntegrationAccount that carries it.</param>
/// <param name="Label">Label in forms.</param>
/// <param name="Help">Where it is found.</param>
/// <param name="Required">Whether nothing works without it.</param>
internal sealed record KnownField(string Property, string Label, string Help, bool Required);

/// <summary>What ThorAPI's documentation says of the accounts of its modules. Fields that it leaves open are the usual ones of the vendor, and marked so.</summary>
internal static class KnownServices
{
    /// <summary>ThorAPI's pages on its modules; its metadata has no links.</summary>
    private const string Guide = "https://valkyrlabs.com/docs/Products/ValkyrAI/Workflow%20Engine/Execution-Modules/";

    private const string Open = "ThorAPI's documentation leaves the field open.";

    /// <summary>Every value an account can hold, when no more is known.</summary>
    public static readonly KnownField[] AnyFields =
    [
        new("apiKey", "API key or token", "", false),
        new("username", "User name", "", false),
        new("password", "Password or secret", "", false),
        new("accountId", "Account id", "", false),
    ];

    private static readonly KnownService[] All =
    [
        new("zoom", "Zoom", "Scheduling", "Zm", "https://developers.zoom.us/docs/internal-apps/", "https://marketplace.zoom.us/user/build", ["zoom"],
            [new("apiKey", "JWT or OAuth token", "Made by your app in the Zoom App Marketplace.", true), new("accountId", "Account id", "", false)]),
        new("calendly", "Calendly", "Scheduling", "Ca", "https://developer.calendly.com/how-to-authenticate-with-personal-access-tokens", "https://calendly.com/integrations/api_webhooks", ["calendly"],
            [new("apiKey", "Personal access token", Open, true)]),
        new("discord", "Discord", "Messaging", "Di", "https://discord.com/developers/docs/reference#authentication", "https://discord.com/developers/applications", ["discord"],
            [new("apiKey", "Bot token", Open, true)]),
        new("microsoft-teams", "Microsoft Teams", "Messaging", "Te", "https://learn.microsoft.com/graph/auth/", "https://entra.microsoft.com/", ["microsoftteams", "msteams", "teams"],
            [new("apiKey", "Access token", Open, true)]),
        new("instagram", "Instagram", "Social", "Ig", "https://developers.facebook.com/docs/instagram-platform", "https://developers.facebook.com/apps", ["instagram"],
            [new("apiKey", "Page access token", "Of the Facebook Page that the account belongs to.", true), new("password", "Instagram business account id", "", true)]),
        new("x", "X", "Social", "X", "https://docs.x.com/fundamentals/authentication/overview", "https://developer.x.com/en/portal/dashboard", ["xpost", "x.post", "xpublish", "twitter"],
            [new("apiKey", "Bearer token or consumer key", "", true), new("password", "Consumer secret", "For OAuth 1.0a only.", false)]),
        new("linkedin", "LinkedIn", "Social", "Li", "https://learn.microsoft.com/linkedin/shared/authentication/authentication", "https://www.linkedin.com/developers/apps", ["linkedin"],
            [new("apiKey", "Access token", Open, true)]),
        new("facebook", "Facebook Pages", "Social", "Fb", "https://developers.facebook.com/docs/pages-api", "https://developers.facebook.com/apps", ["facebook"],
            [new("apiKey", "Page access token", Open, true)]),
        new("tiktok", "TikTok", "Social", "Tk", "https://developers.tiktok.com/doc/oauth-user-access-token-management", "https://developers.tiktok.com/apps", ["tiktok"],
            [new("apiKey", "Access token", Open, true)]),
        new("threads", "Threads", "Social", "Th", "https://developers.facebook.com/docs/threads", "https://developers.facebook.com/apps", ["threads"],
            [new("apiKey", "Access token", Open, true)]),
        new("medium", "Medium", "Social", "Me", "https://github.com/Medium/medium-api-docs", "https://medium.com/me/settings/security", ["medium"],
            [new("apiKey", "Integration token", Open, true)]),
        new("mailtrap", "Mailtrap", "Email", "Mt", "https://api-docs.mailtrap.io/", "https://mailtrap.io/api-tokens", ["mailtrap"],
            [new("apiKey", "API token", "", true)]),
        new("mailersend", "MailerSend", "Email", "Ms", "https://developers.mailersend.com/general.html#authentication", "https://app.mailersend.com/api-tokens", ["mailersend"],
            [new("apiKey", "API token", Open, true)]),
        new("sendgrid", "SendGrid", "Email", "Sg", "https://www.twilio.com/docs/sendgrid/for-developers/sending-email/authentication", "https://app.sendgrid.com/settings/api_keys", ["sendgrid"],
            [new("apiKey", "API key", "", true)]),
        new("email", "Email service", "Email", "Em", Guide + "email-module", "", ["emailmodule", "emailsend", "email.send"],
            [new("apiKey", "API key of the mail service", Open, true)]),
        new("rest", "REST API", "API Connector", "Rs", Guide + "api-integration-modules", "", ["restgeneric", "api.rest", "resthttp"],
            [new("apiKey", "API key or bearer token", "", true), new("password", "Further secret", "If the service asks for one.", false)]),
        new("graphql", "GraphQL API", "API Connector", "Gq", Guide + "api-integration-modules", "", ["graphql", "api.graphql"],
            [new("apiKey", "Token", "", true), new("password", "Further secret", "If the service asks for one.", false)]),
        new("grpc", "gRPC service", "API Connector", "Gr", Guide + "api-integration-modules", "", ["grpc", "api.grpc"],
            [new("apiKey", "Token", Open, true)]),
        new("aws", "Amazon Web Services", "Storage", "Aw", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html", "https://console.aws.amazon.com/iam/home#/security_credentials", ["aws", "s3", "pdftos3", "amazon"],
            [new("apiKey", "Access key id", Open, true), new("password", "Secret access key", Open, true)]),
        new("bitly", "Bitly", "Marketing", "Bi", "https://dev.bitly.com/docs/getting-started/authentication/", "https://app.bitly.com/settings/api/", ["bitly"],
            [new("apiKey", "Access token", Open, true)]),
        new("rebrandly", "Rebrandly", "Marketing", "Rb", "https://developers.rebrandly.com/docs/api-key-authentication", "https://app.rebrandly.com/account/api-keys", ["rebrandly"],
            [new("apiKey", "API key", Open, true)]),
        new("llm", "Language model", "AI", "Ai", "", "", ["aichat", "llm"],
            [new("apiKey", "API key of the model's provider", "", true)]),
        new("mongodb", "MongoDB", "Database", "Mo", "https://www.mongodb.com/docs/manual/core/authentication/", "", ["mongo"],
            [new("username", "User name", Open, true), new("password", "Password", Open, true)]),
        new("elasticsearch", "Elasticsearch", "Database", "Es", "https://www.elastic.co/guide/en/elasticsearch/reference/current/setting-up-authentication.html", "", ["elastic", "elasticsearch"],
            [new("username", "User name", Open, true), new("password", "Password", Open, true)]),
        new("redis", "Redis", "Database", "Re", "https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/", "", ["redis"],
            [new("username", "User name", Open, false), new("password", "Password", Open, true)]),
        new("kafka", "Apache Kafka", "Event Streaming", "Ka", "https://kafka.apache.org/documentation/#security_sasl", "", ["kafka"],
            [new("username", "SASL user name", Open, true), new("password", "SASL password", Open, true)]),
        new("sql-database", "SQL database", "Database", "Sq", "", "", ["databasepoller", "sql", "jdbc", "database"],
            [new("username", "User name", Open, true), new("password", "Password", Open, true)]),
    ];

    private static readonly Dictionary<string, KnownService> ById = All.ToDictionary(service => service.Id, StringComparer.Ordinal);

    /// <summary>The service with this id, or <c>null</c>.</summary>
    public static KnownService? Find(string id) => ById.TryGetValue(id, out KnownService? service) ? service : null;

    /// <summary>The service that a module's class or type names, or <c>null</c>.</summary>
    public static KnownService? Of(ModuleMetadata module)
    {
        string simple = PublishedModuleReader.SimpleName(module.ModuleClass);
        string parts = "." + module.ModuleType.ToLowerInvariant() + ".";
        return All.FirstOrDefault(service => service.Words.Any(word => Begins(simple, word) || Begins(module.ModuleType, word) || (parts.Contains('.' + word + '.') && parts.Length > word.Length + 2)));
    }

    /// <summary>Whether a name begins with a word, and not with a longer one.</summary>
    private static bool Begins(string name, string word) =>
        name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (name.Length == word.Length || !char.IsLower(name[word.Length]));
}
