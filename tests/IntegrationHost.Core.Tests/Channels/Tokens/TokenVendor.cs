using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Tests.Channels.Tokens;

/// <summary>A vendor with a token endpoint as RFC 6749 wants it: one-time refresh tokens whose second use kills the family (RFC 9700), signed assertions, apps.</summary>
internal sealed class TokenVendor : IAsyncDisposable
{
    public const string ClientId = "client-1";
    public const string ClientSecret = "client+secret/%-EXAMPLE";
    public const string FirstRefresh = "refresh-0-0123456789-EXAMPLE";

    private readonly ConcurrentDictionary<string, bool> access = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly Lock guard = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly Dictionary<string, (string Redirect, string? Challenge)> codes = [];
    private WebApplication application = null!;
    private int made;

    public Uri BaseUrl => new(application.Urls.First());

    public string CurrentRefresh { get; private set; } = FirstRefresh;

    public bool Rotates { get; set; } = true;

    public bool FamilyIsDead { get; private set; }

    public int TokenCalls { get; private set; }

    public List<string> ApiTokens { get; } = [];

    public TimeSpan Delay { get; set; }

    public object? ExpiresIn { get; set; } = 3600;

    /// <summary>Does the work and then drops the connection, so that nobody gets the answer.</summary>
    public bool LosesAnswer { get; set; }

    /// <summary>Answers the token request otherwise; <c>null</c> for as it should.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public string? InstanceUrl { get; set; }

    public string PrivateKey => key.ExportPkcs8PrivateKeyPem();

    public static async Task<TokenVendor> StartAsync()
    {
        var vendor = new TokenVendor();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        vendor.application = builder.Build();
        vendor.application.MapPost("/token", vendor.TokenAsync);
        vendor.application.MapPost("/app/installations/{id}/access_tokens", vendor.InstallationAsync);
        vendor.application.MapPost("/device", async (HttpContext context) => IsClient(context, await context.Request.ReadFormAsync())
            ? Results.Json(new { device_code = "device-0123456789-EXAMPLE", user_code = "WDJB-MJHT", verification_uri = $"{vendor.BaseUrl}activate", expires_in = 900, interval = 0.05 })
            : Results.Json(new { error = "invalid_client" }, statusCode: 401));
        vendor.application.MapGet("/app", (HttpContext context) => vendor.AppClaims(context) is null ? Results.Json(new { message = "Bad credentials" }, statusCode: 401) : Results.Json(new { slug = "lamps" }));
        vendor.application.Map("/{**path}", vendor.ApiAsync);
        await vendor.application.StartAsync(TestContext.Current.CancellationToken);
        return vendor;
    }

    /// <summary>Questions that a device code still answers with "pending".</summary>
    public int Pending { get; set; } = 2;

    /// <summary>Whether a grant by a person comes with a refresh token.</summary>
    public bool GivesRefresh { get; set; } = true;

    /// <summary>What the page does once a person grants access: the address it sends the browser to.</summary>
    public Uri Grant(Uri page)
    {
        var query = System.Web.HttpUtility.ParseQueryString(page.Query);
        Assert.Equal(("/authorize", "code", ClientId), (page.AbsolutePath, query["response_type"], query["client_id"]));
        string code = $"code+/{++made} EXAMPLE";
        codes[code] = (query["redirect_uri"]!, query["code_challenge_method"] == "S256" ? query["code_challenge"] : null);
        return new Uri($"{query["redirect_uri"]}?code={Uri.EscapeDataString(code)}&state={Uri.EscapeDataString(query["state"]!)}");
    }

    /// <summary>Makes every access token that was given worthless.</summary>
    public void RevokeAccessTokens() => access.Clear();

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        key.Dispose();
    }

    private async Task TokenAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        lock (guard)
            TokenCalls++;
        if (Instead is not null)
        {
            await Instead(context);
            return;
        }

        (int status, Dictionary<string, object?> body) = Grant(context, form);
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay);
        if (LosesAnswer)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsJsonAsync(body);
    }

    private (int Status, Dictionary<string, object?> Body) Grant(HttpContext context, IFormCollection form)
    {
        lock (guard)
        {
            string grant = form["grant_type"].ToString();
            if (grant == "urn:ietf:params:oauth:grant-type:jwt-bearer")
                return Claims(form["assertion"].ToString()) is { } claims && claims.GetProperty("aud").GetString() == "https://auth.lamps.example/token" ? Granted(null, claims) : Error(400, "invalid_grant");

            if (!IsClient(context, form))
                return Error(401, "invalid_client");
            if (grant == "client_credentials")
                return Granted(null, null);
            if (grant == "authorization_code")
                return Redeem(form);
            if (grant == "urn:ietf:params:oauth:grant-type:device_code")
                return form["device_code"] != "device-0123456789-EXAMPLE" ? Error(400, "expired_token") : Pending-- > 0 ? Error(400, "authorization_pending") : Granted(NextRefresh(), null);
            if (grant != "refresh_token")
                return Error(400, "unsupported_grant_type");

            string given = form["refresh_token"].ToString();
            if (FamilyIsDead || given != CurrentRefresh)
            {
                FamilyIsDead |= used.Contains(given);
                return Error(400, "invalid_grant");
            }

            if (!Rotates)
                return Granted(null, null);

            return Granted(NextRefresh(), null);
        }
    }

    private string NextRefresh()
    {
        used.Add(CurrentRefresh);
        return CurrentRefresh = $"refresh-{++made}-0123456789-EXAMPLE";
    }

    private (int Status, Dictionary<string, object?> Body) Redeem(IFormCollection form)
    {
        // A code works once, for the redirect and the verifier it was asked for with.
        bool known = codes.Remove(form["code"].ToString(), out (string Redirect, string? Challenge) code) && code.Redirect == form["redirect_uri"];
        string proof = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return known && code.Challenge == proof ? Granted(GivesRefresh ? NextRefresh() : null, null) : Error(400, "invalid_grant");
    }

    private (int Status, Dictionary<string, object?> Body) Granted(string? refresh, JsonElement? claims)
    {
        string token = $"access-{++made}-0123456789-EXAMPLE";
        access[token] = true;
        Dictionary<string, object?> body = new() { ["access_token"] = token, ["token_type"] = "Bearer", ["scope"] = claims is { } own && own.TryGetProperty("scope", out JsonElement scope) ? scope.GetString() : "lamps.read lamps.write" };
        if (ExpiresIn is not null)
            body["expires_in"] = ExpiresIn;
        if (refresh is not null)
            body["refresh_token"] = refresh;
        if (claims is { } signed)
            body["subject"] = signed.TryGetProperty("sub", out JsonElement subject) ? subject.GetString() : null;
        if (InstanceUrl is not null)
            body["instance_url"] = InstanceUrl;
        return (200, body);
    }

    private static (int, Dictionary<string, object?>) Error(int status, string error) => (status, new() { ["error"] = error, ["error_description"] = "No." });

    private static bool IsClient(HttpContext context, IFormCollection form)
    {
        string header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.Ordinal))
            return form["client_id"] == ClientId && form["client_secret"] == ClientSecret;

        // RFC 6749, section 2.3.1: both are form-encoded first.
        string[] pair = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':');
        return Uri.UnescapeDataString(pair[0].Replace('+', ' ')) == ClientId && Uri.UnescapeDataString(pair[1].Replace('+', ' ')) == ClientSecret;
    }

    private async Task InstallationAsync(HttpContext context, string id)
    {
        lock (guard)
            TokenCalls++;
        if (AppClaims(context) is null)
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { message = "A JSON web token could not be decoded" });
            return;
        }

        if (id != "77")
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsJsonAsync(new { message = "Not Found" });
            return;
        }

        string token;
        lock (guard)
            token = $"ghs_{++made}_0123456789_EXAMPLE";
        access[token] = true;
        context.Response.StatusCode = 201;
        await context.Response.WriteAsJsonAsync(new { token, expires_at = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), permissions = new { issues = "write" } });
    }

    private JsonElement? AppClaims(HttpContext context)
    {
        string header = context.Request.Headers.Authorization.ToString();
        JsonElement? claims = header.StartsWith("Bearer ", StringComparison.Ordinal) ? Claims(header[7..]) : null;
        return claims is { } own && own.GetProperty("iss").GetString() == "4711" && own.GetProperty("exp").GetInt64() - own.GetProperty("iat").GetInt64() <= 600 ? claims : null;
    }

    private JsonElement? Claims(string jwt)
    {
        string[] parts = jwt.Split('.');
        if (parts.Length != 3 || !key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return null;

        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        return header.RootElement.GetProperty("alg").GetString() == "RS256" ? claims.RootElement.Clone() : null;
    }

    private async Task ApiAsync(HttpContext context)
    {
        string header = context.Request.Headers.Authorization.ToString();
        string token = header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : "";
        lock (guard)
            ApiTokens.Add(token);
        if (!access.ContainsKey(token))
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsJsonAsync(new { error = new { code = "expired" } });
            return;
        }

        using var body = new StreamReader(context.Request.Body);
        await context.Response.WriteAsJsonAsync(new { id = 1, echo = header, sent = await body.ReadToEndAsync() });
    }
}
