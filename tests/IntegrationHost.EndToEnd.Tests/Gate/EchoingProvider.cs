using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationHost.EndToEnd.Tests.Gate;

/// <summary>A careless provider: it gives back what it was sent, in its body, in headers, in the address of a redirect, and in Base64.</summary>
internal sealed class EchoingProvider : IDisposable
{
    private readonly HttpListener listener = new();

    public EchoingProvider()
    {
        // A port that was free just now.
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            BaseUrl = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/api";
        }

        listener.Prefixes.Add(BaseUrl + "/");
        listener.Start();
        _ = AnswerAsync();
    }

    public string BaseUrl { get; }

    /// <summary>The credential of the last call.</summary>
    public string LastKey { get; private set; } = "";

    /// <summary>Whether it answers with a redirect.</summary>
    public bool Redirects { get; set; }

    public void Dispose() => ((IDisposable)listener).Dispose();

    private async Task AnswerAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            string key = LastKey = (call.Request.Headers["Authorization"] ?? "").Replace("Bearer ", "", StringComparison.Ordinal);
            string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + key));
            call.Response.StatusCode = Redirects ? 307 : 400;
            call.Response.ContentType = "application/json";
            call.Response.Headers["X-Echo"] = key;
            if (Redirects)
                call.Response.Headers["Location"] = $"{BaseUrl}/elsewhere?key={Uri.EscapeDataString(key)}";
            call.Response.Close(
                Encoding.UTF8.GetBytes($$"""{ "ok": false, "error": "bad key {{key}}", "team_id": "{{key}}", "team": "{{base64}}", "user": "{{Convert.ToHexString(Encoding.UTF8.GetBytes(key))}}" }"""), willBlock: false);
        }
    }
}
