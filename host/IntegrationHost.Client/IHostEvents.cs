using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>What the host tells of by itself: a stream of changes, and webhooks for others.</summary>
public interface IHostEvents
{
    /// <summary>Changes as they come, until it is cancelled, the host stops, or the token ends. The first is <c>open</c>, from whose id on one can go on later.</summary>
    /// <param name="lastEventId">Id of the last event that was heard; <c>null</c> for what comes from now on.</param>
    /// <param name="cancellationToken">Stops listening.</param>
    IAsyncEnumerable<HostEvent> ListenAsync(string? lastEventId = null, CancellationToken cancellationToken = default);

    /// <summary>Webhooks, the oldest first. For admins.</summary>
    Task<IReadOnlyList<WebhookSummary>> GetWebhooksAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes a webhook. For admins.</summary>
    Task<CreatedWebhook> CreateWebhookAsync(CreateWebhookRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes a webhook. For admins.</summary>
    Task DeleteWebhookAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Sends a test message; one that was switched off and takes it is switched on again. For admins.</summary>
    Task<WebhookTestResult> TestWebhookAsync(string id, CancellationToken cancellationToken = default);
}
