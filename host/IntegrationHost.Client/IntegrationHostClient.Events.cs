using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

public sealed partial class IntegrationHostClient
{
    private const string HeartbeatKind = "heartbeat";

    /// <inheritdoc/>
    public async IAsyncEnumerable<HostEvent> ListenAsync(string? lastEventId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await AskAsync(HttpMethod.Get, "api/events", null, cancellationToken, HttpCompletionOption.ResponseHeadersRead, lastEventId);
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        IAsyncEnumerator<SseItem<string>> items = SseParser.Create(body, (_, data) => System.Text.Encoding.UTF8.GetString(data)).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (items)
        {
            while (await NextAsync(items, cancellationToken))
            {
                if (items.Current.EventType != HeartbeatKind)
                    yield return ReadEvent(items.Current.Data, response);
            }
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WebhookSummary>> GetWebhooksAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/webhooks", Wire.IReadOnlyListWebhookSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<CreatedWebhook> CreateWebhookAsync(CreateWebhookRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/webhooks", Body(request, Wire.CreateWebhookRequest), Wire.CreatedWebhook, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteWebhookAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/webhooks/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<WebhookTestResult> TestWebhookAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/webhooks/{Segment(id)}/test", null, Wire.WebhookTestResult, cancellationToken);

    /// <summary>The host that went away is one that ended the stream.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> items, CancellationToken cancellationToken)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new HostUnavailableException($"The host on {place} has broken off the stream of events. Listen again, from the last id on.", failure);
        }
    }

    private HostEvent ReadEvent(string data, HttpResponseMessage response)
    {
        try
        {
            return JsonSerializer.Deserialize(data, Wire.HostEvent) ?? throw NotUnderstood(response);
        }
        catch (JsonException)
        {
            throw NotUnderstood(response);
        }
    }
}
