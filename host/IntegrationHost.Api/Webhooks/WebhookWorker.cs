using IntegrationHost.Core.Webhooks;
using Microsoft.Extensions.Hosting;

namespace IntegrationHost.Api.Webhooks;

/// <summary>Delivers for as long as the host serves.</summary>
internal sealed class WebhookWorker(WebhookDelivery delivery) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => delivery.RunAsync(stoppingToken);
}
