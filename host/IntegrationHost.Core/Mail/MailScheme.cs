using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Mail;

/// <summary>Logs in at mail servers with user name and password.</summary>
internal sealed class MailScheme(ChannelOptions options, TimeProvider time) : IChannelScheme
{
    public IReadOnlyList<AuthScheme> Schemes { get; } = [AuthScheme.Mail];

    public async Task<ProviderResponse> SendAsync(ChannelCall call, CancellationToken cancellationToken)
    {
        ChannelTarget target = call.Target;
        MailServers servers = MailServers.Of(target);
        MailServer? server = call.Request.Request.Server switch
        {
            "imap" => servers.Imap,
            "smtp" => servers.Smtp,
            _ => null,
        };
        if (server is null)
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this mail account has no such server; there are 'imap' and 'smtp'.");

        using CredentialValues values = await CredentialValues.ReadAsync(target, call.Credential, BodyTemplate.Fields(call.Request.Body), cancellationToken);
        using SecretRedactor redactor = values.CreateRedactor();
        ProviderRequest request = call.Request.Body is { } body ? BodyTemplate.Fill(call.Request.Request, body, values, accessToken: null) : call.Request.Request;
        using var password = new SecretText(values.Fill(target.Auth.Password));
        NetworkReach reach = NetworkReachPolicy.Of(new UriBuilder(MailServers.Scheme, server.Host, server.Port).Uri, target.OwnBaseUrl);
        return await new MailChannel(servers, reach, options, time).SendAsync(
            request.Server!, request.Path, request.Body, values.Fill(target.Auth.Username), password, redactor, cancellationToken);
    }

    public Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, CancellationToken cancellationToken) =>
        throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this account's credential is not exchanged for a token.");
}
