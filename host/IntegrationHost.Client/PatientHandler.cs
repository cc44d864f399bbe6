using System.Net;

namespace IntegrationHost.Client;

/// <summary>
/// Waits as <c>Retry-After</c> says (RFC 9110, 10.2.3) when the host answers 429, and sends the request once more: the host refuses before it does anything, so nothing is done twice.
/// Whoever types fast must not be told that the host is gone.
/// </summary>
/// <param name="inner">Sends the requests.</param>
/// <param name="time">The clock that is waited by.</param>
internal sealed class PatientHandler(HttpMessageHandler inner, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>Time that one call waits in all; a host that asks for more is believed at once, and the caller told.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TimeSpan left = Longest;
        while (true)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter?.Delta is not { } wait || wait <= TimeSpan.Zero || wait > left)
                return response;
            response.Dispose();
            await Task.Delay(wait, time, cancellationToken);
            left -= wait;
        }
    }
}
