using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Webhooks;

/// <summary>Sends one signed message over the sockets that providers are called with: no redirect is followed, no proxy used, and metadata services are out of reach.</summary>
internal sealed class WebhookSender(KeyRing keys, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly ProviderTransport transport = new(new ChannelOptions(), ProviderTransport.FindAsync);

    /// <summary>Sends it and looks at the status of the answer; the rest of it is not read.</summary>
    public async Task<WebhookAnswer> SendAsync(WebhookRow row, string id, byte[] payload, CancellationToken cancellationToken)
    {
        long timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        Uri address = new(row.Url);
        using HttpRequestMessage message = new(HttpMethod.Post, address) { Content = new ByteArrayContent(payload) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", "integration-host");
        message.Headers.Add("webhook-id", id);
        message.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("webhook-signature", WebhookSecret.Sign(keys, row, id, timestamp, payload));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            using HttpResponseMessage response = await transport.SendAsync(message, NetworkReachPolicy.Of(address, isOwn: true), deadline.Token);
            int status = (int)response.StatusCode;
            return status switch
            {
                >= 200 and < 300 => new WebhookAnswer(true, status, ""),
                >= 300 and < 400 => new WebhookAnswer(false, status, $"It answered {status}: a redirect, which is not followed."),
                _ => new WebhookAnswer(false, status, $"It answered {status}."),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer(false, null, $"It did not answer within {Deadline.TotalSeconds:F0} seconds.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AddressRefusedException)
        {
            return new WebhookAnswer(false, null, Describe(failure));
        }
    }

    public void Dispose() => transport.Dispose();

    // In words of our own: exceptions repeat what the other side sent.
    private static string Describe(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException:
                    return "Its name stands for addresses that must not be called.";
                case AuthenticationException:
                    return "Its certificate was not accepted.";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "Its name was not found.";
                case SocketException:
                    return "No connection could be made.";
            }
        }

        return "The connection broke off.";
    }
}
