using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels;

/// <summary>What a provider answered to the exchange of a credential for a token.</summary>
/// <param name="Response">The answer without any token in it.</param>
/// <param name="Granted">Whether it held an access token that can be used.</param>
internal sealed record ExchangeAnswer(ProviderResponse Response, bool Granted);
