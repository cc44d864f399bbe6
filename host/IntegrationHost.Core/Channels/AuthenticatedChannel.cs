using System.Net.Http.Headers;
using System.Reflection;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels;

/// <summary>One account's way to its provider: checks the target, adds the credential, sends, and cleans the answer.</summary>
internal sealed class AuthenticatedChannel(
    ChannelTarget target, ICredentialSource credential, ProviderTransport transport, ChannelOptions options, TimeProvider time) : IProviderChannel
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("IntegrationHost", typeof(AuthenticatedChannel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    private readonly NetworkReach reach = NetworkReachPolicy.Of(target);

    /// <inheritdoc/>
    /// <exception cref="Secrets.SecretDamagedException">A stored value does not open.</exception>
    public async Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        string host = target.BaseUrl.Host;
        if (target.Auth.Scheme == AuthScheme.Stored)
            throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: this account is kept for ThorAPI, and the host sends it nowhere.");
        request = await PathFields.FillAsync(request, target, credential, cancellationToken);
        Uri address = TargetAddress.Build(target, request);
        RequestHeaderRules.Check(request, target.Auth, host);

        using CredentialValues values = await CredentialValues.ReadAsync(target, credential, cancellationToken);
        using SecretRedactor redactor = values.CreateRedactor();
        using HttpRequestMessage message = Compose(request, address);
        values.Place(message);

        // One deadline for headers and body: a body that drips must end with it.
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using HttpResponseMessage answer = await transport.SendAsync(message, reach, either.Token);
            return await ResponseReader.ReadAsync(answer, redactor, host, options.MaxBodyBytes, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string limits = $"{options.ConnectTimeout.TotalSeconds:0.#} s to connect, {options.Deadline.TotalSeconds:0.#} s in all";
            throw new ChannelException(ChannelErrorCodes.Timeout, $"{host} did not answer in time ({limits}).");
        }
        catch (Exception error) when (TransportErrors.IsTransport(error))
        {
            // Cut off by a cancelled read, a stream may fail in its own way first.
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportErrors.Map(error, host);
        }
    }

    private HttpRequestMessage Compose(ProviderRequest request, Uri address)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        message.Headers.UserAgent.Add(UserAgent);
        if (request.ContentType is not null || request.Body.Length > 0)
            message.Content = Content(request);

        foreach ((string name, string value) in request.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Cookies.Count > 0)
            message.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", request.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (message.Headers.Accept.Count == 0)
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return message;
    }

    private ReadOnlyMemoryContent Content(ProviderRequest request)
    {
        var content = new ReadOnlyMemoryContent(request.Body);
        if (request.ContentType is null)
            return content;

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? mediaType))
            throw new ChannelException(ChannelErrorCodes.Refused, $"The call to {target.BaseUrl.Host} was not made: its content type is not a media type.");

        content.Headers.ContentType = mediaType;
        return content;
    }
}
