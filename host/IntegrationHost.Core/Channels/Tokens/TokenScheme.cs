using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>Schemes that exchange the stored credential for a token and send that as <c>Authorization: Bearer</c>.</summary>
internal class TokenScheme(AuthScheme scheme, ITokenExchange exchange, TokenSource tokens, ChannelWire wire) : IChannelScheme
{
    private const int Unauthorized = 401;

    public IReadOnlyList<AuthScheme> Schemes { get; } = [scheme];

    public virtual async Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        if (call.Request.WithoutCredential && !BodyTemplate.NamesAccessToken(call.Request.Body))
            return await wire.SendAsync(call, static (_, _) => { }, cancellationToken);

        using UsableToken token = await tokens.GetAsync(call, exchange, cancellationToken);
        ProviderResponse response = await SendAsync(call, token, cancellationToken);
        if (response.StatusCode != Unauthorized || call.Request.WithoutCredential)
            return response;

        // Revoked before its time, or by an exchange elsewhere: once more with another one. A 401 means that nothing was done.
        using UsableToken fresh = await tokens.ReplaceAsync(call, exchange, token, cancellationToken);
        return await SendAsync(call, fresh, cancellationToken);
    }

    public Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, CancellationToken cancellationToken) => tokens.ExchangeAsync(call, exchange, cancellationToken);

    private Task<ProviderResponse> SendAsync(ChannelCall call, UsableToken token, CancellationToken cancellationToken) => wire.SendAsync(
        token.BaseUrl is { } baseUrl ? call with { Target = call.Target.At(baseUrl) } : call,
        (message, values) => values.PlaceToken(message, "Authorization", "Bearer ", token.Value),
        cancellationToken,
        token.Value);
}
