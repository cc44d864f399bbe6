using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IntegrationHost.Canaries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>Leaks as careless code makes them, each for real in a double of the host. The scanner must catch every one.</summary>
public sealed class MutantTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Leaks.Keys];

    private static readonly Dictionary<string, Func<string, Task<byte[]>>> Leaks = new()
    {
        ["logs the request"] = secret =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example/me");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            return Text($"sending {request}");
        },
        ["returns the entity"] = secret => Text(JsonSerializer.Serialize(new Entity(7, secret))),
        ["prints a record"] = secret => Text($"could not store {new Entity(7, secret)}"),
        ["raw constant in SQL"] = RawConstantAsync,
        ["passes a provider's error on"] = secret => Text($$"""{"title":"The provider failed","detail":"invalid api key provided: {{Uri.EscapeDataString(secret)}}"}"""),
        ["HttpLogging on"] = secret => AskAsync(secret, logging: true, development: false),
        ["Development on"] = secret => AskAsync(secret, logging: false, development: true),
        ["follows redirects"] = secret => RedirectAsync(secret, cookies: false),
        ["shares a cookie jar"] = secret => RedirectAsync(secret, cookies: true),
        ["plain column"] = PlainColumnAsync,
        ["unkeyed hash as fingerprint"] = secret => Text($"fingerprint {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}"),
        ["secret in an ETag"] = secret => Text($"ETag: \"{Convert.ToBase64String(Encoding.UTF8.GetBytes("7|" + secret))}\""),
        ["in the details of the trail"] = secret => Text(JsonSerializer.Serialize(new { action = "account.change", details = new { before = "x", after = secret } })),
        ["in the window title"] = secret => Text($"\u001b[?1049h\u001b]0;Account {secret[..20]}\u0007\u001b[2J"),
        ["in argv"] = ArgumentAsync,
        ["in an exception's data"] = secret =>
        {
            var failure = new InvalidOperationException("the call failed") { Data = { ["credential"] = secret } };
            return Text(ExceptionText.Of(failure));
        },
        ["basic authentication in an address"] = secret => Text($"GET https://{Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + secret))}@api.example/"),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SeededLeak_IsCaught(string name)
    {
        Canary canary = Canary.Make(name, "ak_");

        byte[] output = await Leaks[name](canary.Value);

        Assert.NotEmpty(new CanaryScanner([canary]).Scan(name, output));
        Assert.Empty(new CanaryScanner([Canary.Make("another")]).Scan(name, output));
    }

    private static Task<byte[]> Text(string text) => Task.FromResult(Encoding.UTF8.GetBytes(text));

    private static async Task<byte[]> RawConstantAsync(string secret)
    {
        StringBuilder log = new();
        await using SqliteConnection connection = new("Data Source=:memory:");
        await connection.OpenAsync(Cancel);
        DbContextOptions<DbContext> options = new DbContextOptionsBuilder<DbContext>().UseSqlite(connection).LogTo(line => log.AppendLine(line), LogLevel.Debug).Options;
        await using DbContext context = new(options);
#pragma warning disable EF1002 // This is the leak.
        await context.Database.ExecuteSqlRawAsync($"SELECT '{secret}'", Cancel);
#pragma warning restore EF1002
        return Encoding.UTF8.GetBytes(log.ToString());
    }

    private static async Task<byte[]> PlainColumnAsync(string secret)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("ih-mutant-").FullName, "plain.db");
        try
        {
            await using (SqliteConnection connection = new($"Data Source={path};Pooling=False"))
            {
                await connection.OpenAsync(Cancel);
                await using SqliteCommand command = connection.CreateCommand();
                command.CommandText = "PRAGMA encoding='UTF-16le'; CREATE TABLE secrets (value TEXT); INSERT INTO secrets VALUES ($value);";
                command.Parameters.AddWithValue("$value", secret);
                await command.ExecuteNonQueryAsync(Cancel);
            }

            return await File.ReadAllBytesAsync(path, Cancel);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static async Task<byte[]> AskAsync(string secret, bool logging, bool development)
    {
        using var log = new TextLog();
        await using WebApplication application = Server(
            builder =>
            {
                builder.Environment.EnvironmentName = development ? Environments.Development : Environments.Production;
                builder.Logging.SetMinimumLevel(LogLevel.Information).AddProvider(log);
                builder.Services.AddHttpLogging(options =>
                {
                    options.LoggingFields = HttpLoggingFields.All;
                    options.MediaTypeOptions.AddText("application/json");
                });
            });
        if (logging)
            application.UseHttpLogging();
        if (development)
            application.UseDeveloperExceptionPage();
        application.MapPost("/accounts", async (HttpRequest request) =>
        {
            using StreamReader reader = new(request.Body);
            await reader.ReadToEndAsync();
            return development ? throw new InvalidOperationException("it broke") : Results.NoContent();
        });
        await application.StartAsync(Cancel);
        using var http = new HttpClient { BaseAddress = new Uri(Address(application)) };
        http.DefaultRequestHeaders.Add("X-Api-Key", secret);
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using HttpResponseMessage response = await http.PostAsync("/accounts", new StringContent($$"""{"apiKey":"{{secret}}"}""", Encoding.UTF8, "application/json"), Cancel);
        string body = await response.Content.ReadAsStringAsync(Cancel);
        await application.StopAsync(Cancel);
        return Encoding.UTF8.GetBytes(logging ? log.ToString() : body);
    }

    private static async Task<byte[]> RedirectAsync(string secret, bool cookies)
    {
        StringBuilder sink = new();
        await using WebApplication elsewhere = Server(_ => { });
        elsewhere.MapFallback((HttpRequest request) =>
        {
            lock (sink)
                sink.AppendLine(string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}")));
            return "";
        });
        await elsewhere.StartAsync(Cancel);
        await using WebApplication provider = Server(_ => { });
        provider.MapGet("/me", (HttpContext context) =>
        {
            if (cookies)
                context.Response.Headers.SetCookie = $"session={secret}; Path=/";
            return Results.Redirect($"{Address(elsewhere)}/taken");
        });
        await provider.StartAsync(Cancel);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = true, UseCookies = cookies });
        if (!cookies)
            http.DefaultRequestHeaders.Add("X-Api-Key", secret);
        using HttpResponseMessage response = await http.GetAsync($"{Address(provider)}/me", Cancel);
        return Encoding.UTF8.GetBytes(sink.ToString());
    }

    private static async Task<byte[]> ArgumentAsync(string secret)
    {
        using Process process = Process.Start(new ProcessStartInfo("sleep") { ArgumentList = { "5" }, Environment = { ["IH_MUTANT"] = secret } })!;
        try
        {
            return await File.ReadAllBytesAsync($"/proc/{process.Id}/environ", Cancel);
        }
        finally
        {
            process.Kill();
        }
    }

    private static WebApplication Server(Action<WebApplicationBuilder> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        configure(builder);
        return builder.Build();
    }

    private static string Address(WebApplication application) =>
        application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private sealed record Entity(int Id, string ApiKey);
}
