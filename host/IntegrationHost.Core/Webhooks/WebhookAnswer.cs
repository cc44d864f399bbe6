namespace IntegrationHost.Core.Webhooks;

/// <summary>How an attempt ended.</summary>
/// <param name="Delivered">Whether the target took it (any 2xx).</param>
/// <param name="Status">Status of the answer; <c>null</c> if there was none.</param>
/// <param name="Problem">What went wrong, in words of this host; empty if nothing.</param>
public sealed record WebhookAnswer(bool Delivered, int? Status, string Problem)
{
    /// <summary>Whether the target has said that it wants no more: 410.</summary>
    internal bool IsGone => Status == 410;
}
