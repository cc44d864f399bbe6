using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.TestVendors;

/// <summary>
/// A local server that behaves as a vendor documents its interface. Listens on two free loopback ports: one for the vendor, one that redirects lead to.
/// </summary>
public abstract partial class Vendor : IAsyncDisposable
{
    private static readonly string[] CredentialHeaders = ["Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "X-Goog-Api-Key", "X-Vault-Token"];

    private readonly ConcurrentDictionary<string, VendorKey> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<VendorRequest> requests = new();
    private readonly ConcurrentQueue<VendorRequest> redirected = new();
    private readonly string prefix;
    private WebApplication? application;
    private Uri? vendorAddress;
    private Uri? elsewhereAddress;

    /// <param name="prefix">Path of the base address, such as <c>/api</c>.</param>
    private protected Vendor(string prefix) => this.prefix = prefix;

    /// <summary>Base address for accounts, such as <c>http://127.0.0.1:40123/api</c>.</summary>
    public string BaseUrl => Started(vendorAddress).GetLeftPart(UriPartial.Authority) + prefix;

    /// <summary>Host and port of <see cref="BaseUrl"/>.</summary>
    public string HostAndPort => Started(vendorAddress).Authority;

    /// <summary>What is wrong; <see cref="VendorMode.Normal"/> by default. Can be changed at any time.</summary>
    public VendorMode Mode { get; set; }

    /// <summary>The requests so far, in order, without credentials.</summary>
    public IReadOnlyList<VendorRequest> Requests => [.. requests];

    /// <summary>Requests of those who followed <see cref="VendorMode.RedirectElsewhere"/>.</summary>
    public IReadOnlyList<VendorRequest> RedirectedRequests => [.. redirected];

    /// <summary>Gives out a key, or gives it other scopes.</summary>
    public void Accept(string key, params string[] scopes) => keys[key] = new VendorKey(key, scopes, Revoked: false);

    /// <summary>Takes a key back.</summary>
    public void Revoke(string key) => keys.AddOrUpdate(key, new VendorKey(key, [], Revoked: true), (_, known) => known with { Revoked = true });

    /// <summary>Stops the server.</summary>
    public async ValueTask DisposeAsync()
    {
        if (application is not null)
            await application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The vendor's answer to a call.</summary>
    private protected abstract VendorReply Answer(VendorCall call);

    /// <summary>The key that a caller presents: a bearer token, or the user name of a basic pair; <c>null</c> for none. Other vendors read other headers.</summary>
    private protected virtual string? PresentedKey(IHeaderDictionary headers)
    {
        string authorization = headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization["Bearer ".Length..].Trim() : BasicPair(authorization)?.Split(':')[0];
    }

    /// <summary>User name and password of a basic <c>Authorization</c>, joined by a colon (RFC 7617); <c>null</c> if it is none.</summary>
    private protected static string? BasicPair(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return null;

        byte[] pair = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization["Basic ".Length..], pair, out int length) ? Encoding.UTF8.GetString(pair, 0, length) : null;
    }

    /// <summary>What the vendor knows of a key; <c>null</c> if it does not know it.</summary>
    private protected VendorKey? Known(string? key) => key is null ? null : keys.GetValueOrDefault(key);

    /// <summary>The vendor's answer to a caller who calls too often.</summary>
    private protected abstract VendorReply TooMany();

    /// <summary>Listens.</summary>
    private protected static async Task<T> StartAsync<T>(T vendor, CancellationToken cancellationToken)
        where T : Vendor
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0);
        });
        WebApplication application = builder.Build();
        application.Run(vendor.HandleAsync);
        await application.StartAsync(cancellationToken);
        vendor.application = application;
        vendor.vendorAddress = new Uri(application.Urls.First());
        vendor.elsewhereAddress = new Uri(application.Urls.Last());
        return vendor;
    }

    // Token endpoints take credentials in forms, HubSpot and Vault take them in JSON; what is recorded holds none.
    [GeneratedRegex("""(?<=(?:^|&)(?:refresh_token|client_secret|token|assertion|password)=)[^&]+|(?<="(?:tokenKey|secret_id|jwt)"\s*:\s*")[^"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex CredentialInBody();

    private static Uri Started(Uri? address) => address ?? throw new InvalidOperationException("The vendor was not started.");

    private async Task HandleAsync(HttpContext context)
    {
        VendorRequest request = await ReadAsync(context.Request);
        if (context.Connection.LocalPort == Started(elsewhereAddress).Port)
        {
            redirected.Enqueue(request);
            return;
        }

        requests.Enqueue(request with { Body = CredentialInBody().Replace(request.Body, "masked") });
        switch (Mode)
        {
            case VendorMode.BlockPage:
                await WriteAsync(context, 403, "text/html; charset=utf-8", "<!DOCTYPE html><html><body><h1>Access denied</h1></body></html>");
                break;
            case VendorMode.CaptivePortal:
                await WriteAsync(context, 200, "text/html; charset=utf-8", "<!DOCTYPE html><html><body><form>Guest network</form></body></html>");
                break;
            case VendorMode.Down503:
                await WriteAsync(context, 503, "text/html", "<html><body><h1>503 Service Unavailable</h1></body></html>");
                break;
            case VendorMode.Slow:
                await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case VendorMode.RedirectElsewhere:
                context.Response.Headers.Location = new Uri(Started(elsewhereAddress), "/elsewhere").AbsoluteUri;
                context.Response.StatusCode = 307;
                break;
            case VendorMode.Garbage:
                await WriteAsync(context, 200, "application/json", "{\"ok\": tru");
                break;
            case VendorMode.RateLimited:
                await WriteAsync(context, TooMany());
                break;
            default:
                await WriteAsync(context, AnswerFor(context.Request, request));
                break;
        }
    }

    private VendorReply AnswerFor(HttpRequest http, VendorRequest request)
    {
        string? credential = PresentedKey(http.Headers);
        return Answer(new VendorCall(request, credential, Known(credential)));
    }

    private async Task<VendorRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        string path = request.Path.Value ?? "";
        return new VendorRequest(
            request.Method,
            path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..] : path,
            request.QueryString.Value ?? "",
            request.Headers.Where(header => !CredentialHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(),
            request.Headers.Keys.Any(name => CredentialHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)));
    }

    private static Task WriteAsync(HttpContext context, VendorReply reply)
    {
        foreach ((string name, string value) in reply.Headers)
            context.Response.Headers[name] = value;
        if (reply.Status != 204)
            return WriteAsync(context, reply.Status, reply.ContentType, reply.Text ?? reply.Body.ToJsonString());

        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, int status, string contentType, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }
}
