using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>A provider on loopback. It knows which keys it accepts and remembers which it was shown: the only way to see what is stored.</summary>
internal sealed class AcmeVendor : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<string> keys = new();

    private AcmeVendor(WebApplication application)
    {
        this.application = application;
    }

    public string BaseUrl => application.Urls.First();

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What it answers to a message.</summary>
    public string SendReply { get; set; } = """{ "ok": true, "number": "A-17" }""";

    /// <summary>How many calls came.</summary>
    public int Calls => keys.Count;

    /// <summary>The key of the last call.</summary>
    public string LastKey => keys.Last();

    public static async Task<AcmeVendor> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        var vendor = new AcmeVendor(application);
        application.Use(async (context, next) =>
        {
            await Task.Delay(vendor.Delay);
            await next(context);
        });
        application.MapGet("/me", (HttpRequest request) => vendor.Answer(
            request, $$"""{ "ok": true, "user": "{{(request.Headers.Authorization.ToString().Contains("ak_zenith", StringComparison.Ordinal) ? "zenith" : "ops")}}", "scopes": "send" }"""));
        application.MapPost("/chat", async (HttpRequest request) =>
        {
            string body = await new StreamReader(request.Body).ReadToEndAsync();
            return vendor.Answer(request, $$"""{ "reply": {{System.Text.Json.JsonSerializer.Serialize(body)}} }""");
        });
        application.MapPost("/send", (HttpRequest request) => vendor.Answer(request, vendor.SendReply));
        await application.StartAsync(cancellationToken);
        return vendor;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private IResult Answer(HttpRequest request, string success)
    {
        string key = request.Headers.Authorization.ToString()["Bearer ".Length..];
        keys.Enqueue(key);
        if (key.StartsWith("ak_echo", StringComparison.Ordinal))
        {
            // A careless provider: it gives back what it was sent, in four ways.
            request.HttpContext.Response.Headers["X-Echo"] = key;
            string base64 = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"user:{key}"));
            return Results.Content($$"""{ "ok": false, "error": "bad key {{key}}", "user": "{{key}}", "scopes": "{{base64}}" }""", "application/json", statusCode: StatusCodes.Status400BadRequest);
        }

        if (key.StartsWith("ak_redirect", StringComparison.Ordinal))
            return Results.Redirect($"{BaseUrl}/elsewhere?key={Uri.EscapeDataString(key)}");
        return key.StartsWith("ak_revoked", StringComparison.Ordinal)
            ? Results.Content("""{ "ok": false, "error": "revoked" }""", "application/json", statusCode: StatusCodes.Status401Unauthorized)
            : Results.Content(success, "application/json");
    }
}
