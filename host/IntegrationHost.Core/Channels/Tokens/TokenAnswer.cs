using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>The answer to a token request.</summary>
/// <param name="Response">The answer without any token in it.</param>
/// <param name="Granted">What was granted; <c>null</c> if the exchange was refused. The caller disposes it.</param>
/// <param name="Error">The provider's error code, if it gave one of that form.</param>
internal sealed record TokenAnswer(ProviderResponse Response, GrantedToken? Granted, string? Error);
