using System.Net.Http.Headers;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels.Limits;

namespace IntegrationHost.Core.Upstream;

/// <summary>Asks a ThorAPI server as one user. Logs in when it has to, once more when the token has ended, and waits as long as the server asks for.</summary>
/// <param name="wire">The way there.</param>
/// <param name="server">The server, without <c>/v1</c>.</param>
/// <param name="login">How to authenticate.</param>
/// <param name="time">The clock.</param>
internal sealed class ThorSession(ThorWire wire, Uri server, ThorLogin login, TimeProvider time) : IDisposable
{
    private const string LoginPath = "/v1/auth/login";
    private const int MostAttempts = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim loggingIn = new(1, 1);
    private readonly ThorSecrets secrets = new();
    private string? token = login.Token;
    private UpstreamException? loginRefused;

    /// <summary>The server.</summary>
    public Uri Server => server;

    /// <summary>Address of something on the server.</summary>
    public Uri At(string path) => ThorAddress.At(server, path);

    /// <summary>Asks, and gives back an answer that is a success.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="sent">Secrets in the body, which no message may repeat.</param>
    /// <exception cref="UpstreamException">The server does not answer, or refuses.</exception>
    public async Task<ThorAnswer> AskAsync(ThorRequest request, CancellationToken cancellationToken, params IEnumerable<string?> sent)
    {
        using var all = new ThorSecrets();
        all.Keep([.. sent, login.Password, login.Token]);
        string? used = await TokenAsync(cancellationToken);
        ProviderResponse response = await RepeatAsync(request, used, cancellationToken);
        if (response.StatusCode == 401 && login.Password is not null)
        {
            used = await RenewAsync(used, cancellationToken);
            response = await RepeatAsync(request, used, cancellationToken);
        }

        all.Keep(used);
        return response.IsSuccess ? ThorAnswer.Of(response) : throw ThorErrors.Of(At(request.Path), response, all);
    }

    public void Dispose()
    {
        token = null;
        secrets.Dispose();
        loggingIn.Dispose();
    }

    private async Task<ProviderResponse> RepeatAsync(ThorRequest request, string? used, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                (ProviderResponse response, _) = await wire.SendAsync(server, Compose(request, used), cancellationToken);
                if (attempt >= MostAttempts || WaitFor(request, response, attempt) is not { } wait)
                    return response;
                await Task.Delay(wait, time, cancellationToken);
            }
            catch (UpstreamException failure) when (failure.Fault == UpstreamFault.Unreachable && request.IsRepeatable && attempt < MostAttempts - 1)
            {
                await Task.Delay(FirstWait * attempt, time, cancellationToken);
            }
        }
    }

    // Turned away with a time to come back at: nothing was done, whatever was asked. A failure is asked again only if that cannot do anything twice.
    private TimeSpan? WaitFor(ThorRequest request, ProviderResponse response, int attempt)
    {
        if (response.StatusCode is 429 or 503 && WaitHeaders.RetryAfter(response.Headers, time.GetUtcNow()) is { } asked)
            return asked <= LongestWait ? asked + FirstWait : null;
        return request.IsRepeatable && response.StatusCode is 408 or 500 or 502 or 503 or 504 && attempt < MostAttempts - 1 ? FirstWait * attempt : null;
    }

    private HttpRequestMessage Compose(ThorRequest request, string? used)
    {
        var message = new HttpRequestMessage(request.Method, At(request.Path));
        if (used is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", used);
            if (ThorTokens.TenantOf(used) is { } tenant)
                message.Headers.TryAddWithoutValidation("X-Tenant-Id", tenant);
        }

        if (request.IdempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", request.IdempotencyKey);
        if (request.IfMatch is not null)
            message.Headers.TryAddWithoutValidation("If-Match", request.IfMatch);
        if (request.Body is { } body)
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(request.MediaType) } };
        return message;
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken) => token is not null || login.Password is null ? token : await RenewAsync(null, cancellationToken);

    /// <summary>A new token, unless somebody else has fetched one meanwhile.</summary>
    private async Task<string?> RenewAsync(string? old, CancellationToken cancellationToken)
    {
        await loggingIn.WaitAsync(cancellationToken);
        try
        {
            // Servers lock users out who fail again and again: a login that was refused is not tried a second time.
            if (loginRefused is not null)
                throw loginRefused;
            return token == old ? token = await LogInAsync(cancellationToken) : token;
        }
        finally
        {
            loggingIn.Release();
        }
    }

    private async Task<string> LogInAsync(CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?> { ["username"] = login.Username, ["password"] = login.Password });
        var request = new ThorRequest(HttpMethod.Post, LoginPath) { Body = body };
        (ProviderResponse response, IReadOnlyList<string> cookies) = await wire.SendAsync(server, Compose(request, null), cancellationToken);
        secrets.Keep(login.Password);
        if (!response.IsSuccess)
        {
            UpstreamException refused = ThorErrors.Of(At(LoginPath), response, secrets);
            loginRefused = response.StatusCode is 400 or 401 or 403 ? refused : null;
            throw refused;
        }

        string? found = ThorTokens.In(ThorAnswer.Of(response).Body)
            ?? ThorTokens.In(response.Headers.GetValueOrDefault("VALKYR_AUTH"), response.Headers.GetValueOrDefault("Authorization")) ?? ThorTokens.InCookies(cookies);
        return found is not null && ThorTokens.IsUsable(found)
            ? found
            : throw new UpstreamException($"{At(LoginPath)} took the login but gave no token that can be used. Set a token instead: integration-host upstream set URL --token-stdin.", UpstreamFault.Unauthorized);
    }
}
