using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Sdk.Testing.Servers;

/// <summary>A server on loopback that records what comes and gives what it is told to.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<SeenRequest> requests = new();

    private LocalServer(WebApplication application) => this.application = application;

    public Uri BaseUrl => new(application.Urls.First());

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. requests];

    /// <param name="answer">Status and JSON text for a request.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LocalServer> StartAsync(Func<SeenRequest, (int Status, string Json)> answer, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        var server = new LocalServer(application);
        application.Run(async context =>
        {
            SeenRequest seen = await SeenRequest.ReadAsync(context.Request);
            server.requests.Enqueue(seen);
            (int status, string json) = answer(seen);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(json, context.RequestAborted);
        });
        await application.StartAsync(cancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
