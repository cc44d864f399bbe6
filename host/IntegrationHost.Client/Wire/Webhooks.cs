namespace IntegrationHost.Client.Wire;

/// <summary>Makes a webhook (<c>POST /api/webhooks</c>).</summary>
public sealed record CreateWebhookRequest
{
    /// <summary>Where to: https, or http towards this machine; without query.</summary>
    public required string Url { get; init; }

    /// <summary>Kinds of events: account.changed, account.deleted, verdict, module.changed, coverage, plugin. All if empty or absent.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];
}

/// <summary>A webhook (<c>GET /api/webhooks</c>).</summary>
/// <param name="Id">UUID.</param>
/// <param name="Url">Where to.</param>
/// <param name="Kinds">Kinds of events; empty for all.</param>
/// <param name="Owner">Who made it: it is told of what that principal may read.</param>
/// <param name="Enabled">Whether it is being told.</param>
/// <param name="Reason">Why it was switched off, or what went wrong last; <c>null</c> if nothing.</param>
/// <param name="Failures">Attempts in a row that failed.</param>
/// <param name="NextAttemptAt">When it is tried again; <c>null</c> if nothing waits.</param>
/// <param name="DeliveredAt">When an event was delivered last, or <c>null</c>.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record WebhookSummary(
    string Id, string Url, IReadOnlyList<string> Kinds, string Owner, bool Enabled, string? Reason, int Failures, DateTimeOffset? NextAttemptAt, DateTimeOffset? DeliveredAt,
    DateTimeOffset CreatedAt);

/// <summary>A new webhook with its secret.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">What its messages are signed with (Standard Webhooks); shown this once.</param>
public sealed record CreatedWebhook(WebhookSummary Webhook, string Secret)
{
    /// <summary>Prints which one it is, never the secret.</summary>
    public override string ToString() => $"CreatedWebhook({Webhook.Id})";
}

/// <summary>How a test message was taken (<c>POST /api/webhooks/{id}/test</c>).</summary>
/// <param name="Delivered">Whether the target answered with success.</param>
/// <param name="Status">HTTP status, or <c>null</c> without an answer.</param>
/// <param name="Problem">What went wrong; empty if nothing.</param>
public sealed record WebhookTestResult(bool Delivered, int? Status, string Problem);
