using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>A GitHub App: requests go out as its installation, or, where they ask for it, as the app itself.</summary>
internal sealed class GitHubAppScheme(GitHubAppExchange exchange, TokenSource tokens, ChannelWire wire) : TokenScheme(AuthScheme.GitHubApp, exchange, tokens, wire)
{
    private readonly ChannelWire wire = wire;

    public override async Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        if (!call.Request.AsApp)
            return await base.SendAsync(call, cancellationToken);

        using CredentialValues values = await CredentialValues.ReadAsync(call.Target, call.Credential, [], cancellationToken);
        using SecretText jwt = exchange.SignAsApp(call.Target.Auth, values);
        return await wire.SendAsync(call, (message, own) => own.PlaceToken(message, "Authorization", "Bearer ", jwt), cancellationToken, jwt);
    }
}
