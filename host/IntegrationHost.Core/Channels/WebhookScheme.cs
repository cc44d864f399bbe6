using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>Calls an address that is itself the secret. The request's own path says nothing; what is sent goes to the stored address.</summary>
internal sealed class WebhookScheme(ChannelWire wire) : IChannelScheme
{
    public IReadOnlyList<AuthScheme> Schemes { get; } = [AuthScheme.Webhook];

    public async Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        ChannelTarget target = call.Target;
        string stored;
        using (CredentialValues values = await CredentialValues.ReadAsync(target, call.Credential, [], cancellationToken))
            stored = values.Fill(target.Auth.Value);

        if (!Uri.TryCreate(stored, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps || address.Query.Length > 0 || address.Fragment.Length > 0
            || address.UserInfo.Length > 0 || address.AbsolutePath.TrimEnd('/').Length == 0)
        {
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the stored webhook is no https address with a path. Copy it again and set it.");
        }

        // An account with a base address of its own sends the stored path there, like every other provider's.
        string origin = (target.OwnBaseUrl ? target.BaseUrl : address).GetLeftPart(UriPartial.Authority);
        int last = address.AbsolutePath.LastIndexOf('/');
        ChannelTarget place = target with { BaseUrl = new Uri(origin + address.AbsolutePath[..last]) };
        ProviderRequest request = call.Request.Request with { Path = address.AbsolutePath[last..], Query = [], Server = null };
        return await wire.SendAsync(call with { Target = place, Request = call.Request with { Request = request } }, static (_, _) => { }, cancellationToken);
    }

    public Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, CancellationToken cancellationToken) =>
        throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this account's credential is not exchanged for a token.");
}
