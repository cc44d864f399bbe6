using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.TestVendors;

/// <summary>
/// GitHub's REST API as an Enterprise Server has it, below <c>/api/v3</c>: tokens of every kind, scopes and permissions, apps and installations,
/// the version and user-agent headers it insists on, <c>Link</c> paging, both forms of rate limits. One private repository: <c>octo/site</c>.
/// </summary>
public sealed class GitHubVendor : Vendor
{
    private const string Docs = "https://docs.github.com/rest";

    private readonly Lock gate = new();
    private readonly GitHubApps apps = new();
    private readonly GitHubRepository repository = new();

    private GitHubVendor()
        : base("/api/v3")
    {
    }

    /// <summary>Id of the only installation.</summary>
    public const string InstallationId = "4500123";

    /// <summary>What <c>github-authentication-token-expiration</c> says; <c>null</c>, the default, for a token that never expires.</summary>
    public string? TokenExpiration { get; set; }

    /// <summary>The version of the server; <c>null</c>, the default, for github.com.</summary>
    public string? EnterpriseVersion { get; set; }

    /// <summary>Whether limits are told the secondary way: 429 with <c>retry-after</c>. Otherwise 403 with nothing remaining.</summary>
    public bool SecondaryLimit { get; set; }

    /// <summary>Private key of every app here.</summary>
    public string AppPrivateKey => apps.PrivateKey;

    /// <summary>Whether the installation is suspended; <c>false</c> by default.</summary>
    public bool InstallationSuspended
    {
        get => apps.Suspended;
        set => apps.Suspended = value;
    }

    /// <summary>How many tokens of the installation were given out.</summary>
    public int Exchanges => apps.Exchanges;

    /// <summary>What was done to the repository, in order, such as <c>issue 1: Broken</c>.</summary>
    public IReadOnlyList<string> Done
    {
        get
        {
            lock (gate)
                return [.. repository.Done];
        }
    }

    /// <summary>Starts the server.</summary>
    public static Task<GitHubVendor> StartAsync(CancellationToken cancellationToken) => StartAsync(new GitHubVendor(), cancellationToken);

    /// <summary>Makes every token of the installation worthless, as an hour does.</summary>
    public void ExpireTokens()
    {
        lock (gate)
            apps.Expire();
    }

    /// <summary>GitHub takes <c>Bearer</c> and the older <c>token</c>.</summary>
    private protected override string? PresentedKey(IHeaderDictionary headers)
    {
        string authorization = headers.Authorization.ToString();
        return authorization.StartsWith("token ", StringComparison.OrdinalIgnoreCase) ? authorization["token ".Length..] : base.PresentedKey(headers);
    }

    /// <inheritdoc/>
    private protected override VendorReply TooMany() => SecondaryLimit
        ? Error(429, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.").With("Retry-After", "60")
        : Error(403, "API rate limit exceeded for user ID 1.").With("x-ratelimit-limit", "5000").With("x-ratelimit-remaining", "0").With("x-ratelimit-reset", "1900000000");

    /// <inheritdoc/>
    private protected override VendorReply Answer(VendorCall call)
    {
        if (string.IsNullOrEmpty(call.Header("User-Agent")))
            return new VendorReply(403, new JsonObject()) { Text = "Request forbidden by administrative rules. Please make sure your request has a User-Agent header", ContentType = "text/html" };
        if (call.Header("X-GitHub-Api-Version") is { } version && version is not ("2022-11-28" or "2026-03-10"))
            return Error(400, "The API version is not supported.");

        lock (gate)
        {
            VendorReply reply = call.Credential is { } credential && GitHubApps.IsSigned(credential) ? AsApp(call, credential) : AsHolder(call);
            reply = reply.With("x-ratelimit-limit", "5000").With("x-ratelimit-remaining", "4990");
            return EnterpriseVersion is null ? reply : reply.With("X-GitHub-Enterprise-Version", EnterpriseVersion);
        }
    }

    private VendorReply AsApp(VendorCall call, string credential)
    {
        if (Known(GitHubApps.IssuerOf(credential)) is not { } app)
            return Error(404, "Integration not found");
        if (app.Revoked || apps.Fault(credential) is not null)
            return Error(401, app.Revoked ? "A JSON web token could not be decoded" : apps.Fault(credential)!);

        return call.Operation switch
        {
            "GET /app" => new VendorReply(200, new JsonObject { ["id"] = 7, ["slug"] = "example-app", ["name"] = "Example App", ["owner"] = new JsonObject { ["login"] = "octo", ["type"] = "Organization" } }),
            $"POST /app/installations/{InstallationId}/access_tokens" => apps.Suspended ? Error(403, "This installation has been suspended") : new VendorReply(201, apps.Issue()),
            _ => Error(404, "Not Found"),
        };
    }

    private VendorReply AsHolder(VendorCall call)
    {
        bool installation = call.Credential is { } token && apps.IsLive(token);
        if (!installation && call.Key is null or { Revoked: true })
            return Error(401, call.Credential is null ? "Requires authentication" : "Bad credentials");

        return Described(call, Dispatch(call, installation));
    }

    private VendorReply Dispatch(VendorCall call, bool installation)
    {
        if (call.Operation == "GET /user")
            return installation ? Error(403, "Resource not accessible by integration") : WhoAmI();
        if (call.Operation == "GET /installation/repositories")
            return installation ? new VendorReply(200, new JsonObject { ["total_count"] = 1, ["repositories"] = new JsonArray(new JsonObject { ["full_name"] = "octo/site" }) }) : Error(403, "Resource not accessible by personal access token");
        if (!call.Request.Path.StartsWith(GitHubRepository.Path, StringComparison.OrdinalIgnoreCase))
            return Error(404, "Not Found");

        return Refusal(call, installation) ?? repository.Answer(call, BaseUrl) ?? Error(404, "Not Found");
    }

    // A classic token without the scope is told that there is no such repository; the others are told what they lack.
    private VendorReply? Refusal(VendorCall call, bool installation)
    {
        string needed = GitHubRepository.PermissionFor(call);
        if (installation)
            return Grants(apps.Permissions.Select(pair => $"{pair.Key}:{pair.Value}"), needed) ? null : Error(403, "Resource not accessible by integration").With("X-Accepted-GitHub-Permissions", needed.Replace(':', '='));

        IReadOnlyList<string> scopes = call.Key!.Scopes;
        if (!call.Key.Value.StartsWith("github_pat_", StringComparison.Ordinal))
            return scopes.Count == 0 || scopes.Contains("repo", StringComparer.Ordinal) ? null : Error(404, "Not Found");

        return scopes.Count == 0 || Grants(scopes, needed) ? null : Error(403, "Resource not accessible by personal access token").With("X-Accepted-GitHub-Permissions", needed.Replace(':', '='));
    }

    private static bool Grants(IEnumerable<string> granted, string needed) =>
        granted.Any(scope => scope == needed || (needed.EndsWith(":read", StringComparison.Ordinal) && scope == needed.Replace(":read", ":write", StringComparison.Ordinal)));

    private static VendorReply WhoAmI() => new(200, new JsonObject { ["login"] = "ada", ["id"] = 1, ["type"] = "User", ["name"] = "Ada Example", ["site_admin"] = false });

    private VendorReply Described(VendorCall call, VendorReply reply)
    {
        bool classic = call.Key is { } key && (key.Value.StartsWith("ghp_", StringComparison.Ordinal) || key.Value.StartsWith("gho_", StringComparison.Ordinal));
        if (classic)
            reply = reply.With("X-OAuth-Scopes", string.Join(", ", call.Key!.Scopes)).With("X-Accepted-OAuth-Scopes", "repo");
        return TokenExpiration is null ? reply : reply.With("github-authentication-token-expiration", TokenExpiration);
    }

    internal static VendorReply Error(int status, string message, JsonArray? errors = null)
    {
        var body = new JsonObject { ["message"] = message, ["documentation_url"] = Docs, ["status"] = status.ToString(CultureInfo.InvariantCulture) };
        if (errors is not null)
            body["errors"] = errors;
        return new VendorReply(status, body);
    }
}
