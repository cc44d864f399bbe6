namespace IntegrationHost.Core.Upstream;

/// <summary>That an account is to be made at the upstream, which answered a moment ago.</summary>
/// <param name="Session">The upstream.</param>
/// <param name="Before">Ids of accounts of this name that are there already.</param>
internal sealed record UpstreamIntent(ThorSession Session, IReadOnlyList<string> Before);
