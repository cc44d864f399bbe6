namespace IntegrationHost.Core.Webhooks;

/// <summary>A new webhook with its secret.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What signatures are made with, as <c>whsec_</c> and base64; given once.</param>
public sealed record WebhookCreated(Webhook Webhook, string Secret)
{
    /// <summary>Prints which one it is, never the secret.</summary>
    public override string ToString() => $"WebhookCreated({Webhook.Id})";
}
