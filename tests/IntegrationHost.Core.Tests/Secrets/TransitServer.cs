using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Core.Tests.Secrets;

/// <summary>
/// A transit engine as the API documentation of Vault and OpenBao describes it: POST encrypt and decrypt under a mount and a key, token in X-Vault-Token,
/// 403 for a wrong token, 400 for a ciphertext that is not its own, 503 while sealed, errors as a list of texts.
/// </summary>
internal sealed class TransitServer : IAsyncDisposable
{
    public const string Token = "hvs.token-EXAMPLE";

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly WebApplication application;

    private TransitServer(WebApplication application) => this.application = application;

    public string Address => application.Urls.First();

    public bool Sealed { get; set; }

    public int Calls { get; private set; }

    public static async Task<TransitServer> StartAsync(string address = "http://127.0.0.1:0")
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        TransitServer server = new(application);
        application.UseRouting();
        application.MapPost("/v1/transit/{operation}/{name}", server.AnswerAsync);
        await application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Calls++;
        using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body);
        string operation = (string)context.Request.RouteValues["operation"]!;
        bool known = (string)context.Request.RouteValues["name"]! == "integration-host";
        (int status, string name, string? value) = (Sealed, context.Request.Headers["X-Vault-Token"] == Token, known, operation) switch
        {
            (true, _, _, _) => (503, "Vault is sealed", null),
            (_, false, _, _) => (403, "permission denied", null),
            (_, _, false, _) => (400, "encryption key not found", null),
            (_, _, _, "encrypt") => (200, "ciphertext", "vault:v1:" + Convert.ToBase64String(Encrypt(body.RootElement.GetProperty("plaintext").GetBytesFromBase64()))),
            _ => Decrypt(body.RootElement.GetProperty("ciphertext").GetString()!) is { } plain ? (200, "plaintext", Convert.ToBase64String(plain)) : (400, "invalid ciphertext", null),
        };
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(value is null
            ? JsonSerializer.Serialize(new { errors = new[] { name } })
            : JsonSerializer.Serialize(new { data = new Dictionary<string, string> { [name] = value } }));
    }

    private byte[] Encrypt(byte[] plain)
    {
        byte[] box = new byte[28 + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, 12));
        using AesGcm cipher = new(key, 16);
        cipher.Encrypt(box.AsSpan(0, 12), plain, box.AsSpan(12, plain.Length), box.AsSpan(12 + plain.Length));
        return box;
    }

    private byte[]? Decrypt(string text)
    {
        try
        {
            byte[] box = Convert.FromBase64String(text["vault:v1:".Length..]), plain = new byte[box.Length - 28];
            using AesGcm cipher = new(key, 16);
            cipher.Decrypt(box.AsSpan(0, 12), box.AsSpan(12, plain.Length), box.AsSpan(12 + plain.Length), plain);
            return plain;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
