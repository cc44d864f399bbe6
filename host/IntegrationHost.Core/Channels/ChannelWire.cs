using System.Net.Http.Headers;
using System.Reflection;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels.Limits;

namespace IntegrationHost.Core.Channels;

/// <summary>What every call over HTTP has in common: the target is checked, the credential added, the answer capped and cleaned.</summary>
internal sealed class ChannelWire(ProviderTransport transport, ChannelOptions options, TimeProvider time)
{
    private static readonly ProductInfoHeaderValue UserAgent =
        new("IntegrationHost", typeof(ChannelWire).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    private readonly CallRetries retries = new(options, time);
    private readonly AccountLimits limits = new(time);

    /// <summary>Sends a call's request and reads its answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="place">Puts the credential on the message; not asked if the request goes out without it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="accessToken">A token the credential was exchanged for: it can stand in the body, and is taken out of the answer.</param>
    /// <exception cref="ChannelException">Nothing was sent, or no usable answer came.</exception>
    public async Task<ProviderResponse> SendAsync(
        ChannelCall call, Action<HttpRequestMessage, CredentialValues> place, CancellationToken cancellationToken, Secrets.SecretText? accessToken = null)
    {
        ChannelTarget target = call.Target;
        ProviderRequest request = await PathFields.FillAsync(call.Request.Request, target, call.Credential, cancellationToken);
        Uri address = TargetAddress.Build(target, request);
        RequestHeaderRules.Check(request, target.Auth, address.Host);
        limits.Check(target, address);

        using CredentialValues values = await CredentialValues.ReadAsync(target, call.Credential, BodyTemplate.Fields(call.Request.Body), cancellationToken);
        using SecretRedactor redactor = values.CreateRedactor(accessToken);
        if (call.Request.Body is { } body)
            request = BodyTemplate.Fill(request, body, values, accessToken);
        return await WithinDeadlineAsync(
            target, address, token => retries.RunAsync(Repeatable.Is(request), attempt => SendOnceAsync(call, request, address, place, values, redactor, attempt), token), cancellationToken);
    }

    /// <summary>
    /// Sends a message that a way to authenticate made itself, such as a token request, to an allowed host. The answer comes as it is, with all secrets in it:
    /// who asks takes them out before anybody else sees it.
    /// </summary>
    /// <exception cref="ChannelException">Nothing was sent, or no usable answer came.</exception>
    public async Task<ProviderResponse> SendRawAsync(HttpRequestMessage message, ChannelTarget target, CancellationToken cancellationToken)
    {
        Uri address = message.RequestUri!;
        TargetAddress.CheckBase(new Uri(address.GetLeftPart(UriPartial.Path)), target.AllowedHosts);
        limits.Check(target, address);
        message.Headers.UserAgent.Clear();
        message.Headers.UserAgent.Add(UserAgent);
        using var nothing = new SecretRedactor([]);

        // Sent once: a refresh token that works once may be used up although no answer came.
        return await WithinDeadlineAsync(target, address, token => ReadAsync(message, target with { SecretPaths = [] }, nothing, token), cancellationToken);
    }

    // The platform wants a new message for each attempt.
    private async Task<ProviderResponse> SendOnceAsync(
        ChannelCall call, ProviderRequest request, Uri address, Action<HttpRequestMessage, CredentialValues> place, CredentialValues values, SecretRedactor redactor,
        CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = Compose(request, address);
        if (!call.Request.WithoutCredential)
            place(message, values);
        return await ReadAsync(message, call.Target, redactor, cancellationToken);
    }

    private async Task<ProviderResponse> ReadAsync(HttpRequestMessage message, ChannelTarget target, SecretRedactor redactor, CancellationToken cancellationToken)
    {
        string host = message.RequestUri!.Host;
        NetworkReach reach = NetworkReachPolicy.Of(message.RequestUri, target.OwnBaseUrl);
        using HttpResponseMessage answer = await transport.SendAsync(message, reach, cancellationToken);
        ProviderResponse response = await ResponseReader.ReadAsync(answer, redactor, host, options.MaxBodyBytes, cancellationToken);
        return SecretPathFilter.Apply(response, target.SecretPaths, host);
    }

    private async Task<ProviderResponse> WithinDeadlineAsync(
        ChannelTarget target, Uri address, Func<CancellationToken, Task<ProviderResponse>> send, CancellationToken cancellationToken)
    {
        // One deadline for all attempts, waits, headers and bodies: a body that drips must end with it.
        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            ProviderResponse response = await send(either.Token);
            limits.Note(target, address, ProviderAdvice.Of(response, time.GetUtcNow()));
            return response;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string bounds = $"{options.ConnectTimeout.TotalSeconds:0.#} s to connect, {options.Deadline.TotalSeconds:0.#} s in all";
            throw new ChannelException(ChannelErrorCodes.Timeout, $"{address.Host} did not answer in time ({bounds}).");
        }
        catch (Exception error) when (TransportErrors.IsTransport(error))
        {
            // Cut off by a cancelled read, a stream may fail in its own way first.
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportErrors.Map(error, address.Host);
        }
    }

    private static HttpRequestMessage Compose(ProviderRequest request, Uri address)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        message.Headers.UserAgent.Add(UserAgent);
        if (request.ContentType is not null || request.Body.Length > 0)
            message.Content = Content(request, address.Host);

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

    private static ReadOnlyMemoryContent Content(ProviderRequest request, string host)
    {
        var content = new ReadOnlyMemoryContent(request.Body);
        if (request.ContentType is null)
            return content;

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? mediaType))
            throw new ChannelException(ChannelErrorCodes.Refused, $"The call to {host} was not made: its content type is not a media type.");

        content.Headers.ContentType = mediaType;
        return content;
    }
}
