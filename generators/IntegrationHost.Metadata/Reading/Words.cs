using System.Collections.Generic;

namespace IntegrationHost.Metadata.Reading;

/// <summary>The closed sets of the format, and what each word is called in the contract.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, string> AccountProperties = new Dictionary<string, string>
    {
        ["none"] = "None",
        ["apiKey"] = "ApiKey",
        ["password"] = "Password",
        ["username"] = "Username",
        ["accountId"] = "AccountId",
    };

    public static readonly IReadOnlyDictionary<string, string> AuthSchemes = new Dictionary<string, string>
    {
        ["bearer"] = "Bearer",
        ["header"] = "Header",
        ["query"] = "Query",
        ["basic"] = "Basic",
        ["oauth2"] = "OAuth2",
        ["githubApp"] = "GitHubApp",
        ["vault"] = "Vault",
        ["mail"] = "Mail",
        ["webhook"] = "Webhook",
    };

    public static readonly IReadOnlyDictionary<string, string> Grants = new Dictionary<string, string>
    {
        ["refreshToken"] = "RefreshToken",
        ["clientCredentials"] = "ClientCredentials",
        ["jwtBearer"] = "JwtBearer",
        ["password"] = "Password",
    };

    public static readonly IReadOnlyDictionary<string, string> ClientAuthentications = new Dictionary<string, string>
    {
        ["body"] = "Body",
        ["basic"] = "Basic",
        ["none"] = "None",
    };

    public static readonly IReadOnlyDictionary<string, string> VaultMethods = new Dictionary<string, string>
    {
        ["token"] = "Token",
        ["approle"] = "AppRole",
        ["jwt"] = "Jwt",
        ["kubernetes"] = "Kubernetes",
    };

    /// <summary>What a request may say of its credential.</summary>
    public static readonly IReadOnlyDictionary<string, string> RequestAuths = Same("none");

    /// <summary>As whom a request may be sent.</summary>
    public static readonly IReadOnlyDictionary<string, string> RequestIdentities = Same("app");

    /// <summary>Types that a value of an answer can be asked for.</summary>
    public static readonly IReadOnlyDictionary<string, string> JsonTypes = Same("string", "number", "boolean", "array", "object");

    public static readonly IReadOnlyDictionary<string, string> Verdicts = new Dictionary<string, string>
    {
        ["Valid"] = "Valid",
        ["Insufficient"] = "Insufficient",
        ["Invalid"] = "Invalid",
        ["RateLimited"] = "RateLimited",
        ["Indeterminate"] = "Indeterminate",
    };

    public static readonly IReadOnlyDictionary<string, string> FactFormats = new Dictionary<string, string>
    {
        ["text"] = "Text",
        ["commaSeparated"] = "CommaSeparated",
        ["spaceSeparated"] = "SpaceSeparated",
        ["unixSeconds"] = "UnixSeconds",
        ["secondsFromNow"] = "SecondsFromNow",
        ["dateTime"] = "DateTime",
        ["gitHubDateTime"] = "GitHubDateTime",
        ["properties"] = "Properties",
    };

    /// <summary>JSON's types, and the field types of ThorAPI's forms with the type their value has.</summary>
    public static readonly IReadOnlyDictionary<string, string> ValueTypes = new Dictionary<string, string>
    {
        ["string"] = "string",
        ["integer"] = "integer",
        ["number"] = "number",
        ["boolean"] = "boolean",
        ["date"] = "date",
        ["datetime"] = "datetime",
        ["array"] = "array",
        ["object"] = "object",
        ["json"] = "json",
        ["file"] = "file",
        ["text"] = "string",
        ["textarea"] = "string",
        ["select"] = "string",
        ["multiselect"] = "array",
        ["email"] = "string",
        ["url"] = "string",
        ["password"] = "string",
        ["apiLookup"] = "string",
    };

    /// <summary>What published metadata says beside those, from Java and from JSON Schema. Compared without case.</summary>
    public static readonly IReadOnlyDictionary<string, string> LooseTypes = new Dictionary<string, string>(System.StringComparer.OrdinalIgnoreCase)
    {
        ["int"] = "integer",
        ["long"] = "integer",
        ["short"] = "integer",
        ["double"] = "number",
        ["float"] = "number",
        ["decimal"] = "number",
        ["bigdecimal"] = "number",
        ["bool"] = "boolean",
        ["checkbox"] = "boolean",
        ["toggle"] = "boolean",
        ["switch"] = "boolean",
        ["list"] = "array",
        ["set"] = "array",
        ["map"] = "object",
        ["any"] = "json",
        ["date-time"] = "datetime",
        ["datetime-local"] = "datetime",
        ["timestamp"] = "datetime",
        ["localdate"] = "date",
        ["instant"] = "datetime",
        ["enum"] = "string",
        ["radio"] = "string",
        ["dropdown"] = "string",
        ["uuid"] = "string",
        ["uri"] = "string",
        ["secret"] = "string",
        ["multiline"] = "string",
        ["markdown"] = "string",
        ["html"] = "string",
        ["code"] = "string",
    };

    public static readonly IReadOnlyDictionary<string, string> PagingStyles = new Dictionary<string, string>
    {
        ["cursor"] = "Cursor",
        ["page"] = "Page",
        ["offset"] = "Offset",
        ["link"] = "Link",
    };

    public static readonly IReadOnlyDictionary<string, string> Locations = Same("path", "query", "header", "cookie", "body");

    public static readonly IReadOnlyDictionary<string, string> BodyForms = Same("json", "form", "repeatedForm", "multipart", "none");

    private static Dictionary<string, string> Same(params string[] words)
    {
        var set = new Dictionary<string, string>();
        foreach (string word in words)
        {
            set[word] = word;
        }

        return set;
    }
}
