using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>A server on a free loopback port that answers as a test says and records what it was sent, credentials included.</summary>
internal sealed class LocalProvider : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<RecordedRequest> requests = new();

    private LocalProvider(WebApplication application) => this.application = application;

    public Uri BaseUrl => new(application.Urls.First());

    public string HostAndPort => BaseUrl.Authority;

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    public static async Task<LocalProvider> StartAsync(RequestDelegate answer, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        var provider = new LocalProvider(application);
        application.Run(async context =>
        {
            provider.requests.Enqueue(await RecordedRequest.ReadAsync(context.Request));
            await answer(context);
        });
        await application.StartAsync(cancellationToken);
        return provider;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
