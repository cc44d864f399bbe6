using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Api.Tests.Events;

/// <summary>A server that is told of changes.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication application;
    private readonly Channel<WebhookMessage> messages = Channel.CreateUnbounded<WebhookMessage>();
    private int redirected;

    private WebhookReceiver(WebApplication application) => this.application = application;

    public string Url => application.Urls.First() + "/hook";

    /// <summary>What it answers with.</summary>
    public int Status { get; set; } = 204;

    /// <summary>How many requests came to where it redirects.</summary>
    public int Redirected => redirected;

    public static async Task<WebhookReceiver> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        var receiver = new WebhookReceiver(application);
        application.MapPost("/hook", receiver.TakeAsync);
        application.MapPost("/elsewhere", () => Interlocked.Increment(ref receiver.redirected));
        await application.StartAsync(cancellationToken);
        return receiver;
    }

    public Task<WebhookMessage> NextAsync(CancellationToken cancellationToken) => messages.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        using var reader = new StreamReader(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        context.Response.StatusCode = Status;
        if (Status == 307)
            context.Response.Headers.Location = "/elsewhere";
        await messages.Writer.WriteAsync(new WebhookMessage(headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, body));
    }
}
