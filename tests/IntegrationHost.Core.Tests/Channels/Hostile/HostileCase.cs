namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>A way in which a server answers badly.</summary>
/// <param name="Name">For the test's output.</param>
/// <param name="Codes">The error codes that are right, separated by a bar; a status if there is an answer.</param>
/// <param name="Answer">What the server does.</param>
/// <param name="Secure">Whether the channel wants TLS of it.</param>
internal sealed record HostileCase(string Name, string Codes, RawAnswer Answer, bool Secure = false)
{
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string Chunked = Ok + "Transfer-Encoding: chunked\r\n\r\n";
    private const long Gigabyte = 1L << 30;
    private const int HeaderFlood = 10 * 1024 * 1024;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileCase> All { get; } =
    [
        new("hang at TLS", "timeout", HostileReply.Deaf, Secure: true),
        new("reset at TLS", "tls|unreachable", HostileReply.Reset(""), Secure: true),
        new("no TLS", "tls", HostileReply.Text(Ok + "\r\n"), Secure: true),
        new("hang before the request is read", "timeout", HostileReply.Deaf),
        new("hang before the headers", "timeout", HostileReply.Stall("")),
        new("hang within the headers", "timeout", HostileReply.Stall(Ok + "X-Half: ")),
        new("hang within the body", "timeout", HostileReply.Stall(Ok + "Content-Length: 100\r\n\r\n{")),
        new("hang within a chunk", "timeout", HostileReply.Stall(Chunked + "64\r\n{")),
        new("hang after 100 Continue", "timeout", HostileReply.Stall("HTTP/1.1 100 Continue\r\n\r\n")),
        new("100 Continue without end", "timeout", HostileReply.Drip("", "HTTP/1.1 100 Continue\r\n\r\n")),
        new("drip of headers", "timeout", HostileReply.Drip(Ok + "X-Slow: ", "a")),
        new("drip of a body", "timeout", HostileReply.Drip(Ok + "\r\n", " ")),
        new("drip of chunks", "timeout", HostileReply.Drip(Chunked, "1\r\na\r\n")),
        new("reset before the headers", "unreachable|invalid_answer", HostileReply.Reset("")),
        new("reset within the headers", "unreachable|invalid_answer", HostileReply.Reset(Ok + "X-Half: ")),
        new("reset within the body", "invalid_answer", HostileReply.Reset(Ok + "Content-Length: 100\r\n\r\n{")),
        new("half close before the headers", "invalid_answer|unreachable", HostileReply.HalfClose("")),
        new("half close within the body", "invalid_answer", HostileReply.HalfClose(Ok + "Content-Length: 100\r\n\r\n{")),
        new("half close within a chunk", "invalid_answer", HostileReply.HalfClose(Chunked + "64\r\n{")),
        new("another protocol", "invalid_answer", HostileReply.Text("SSH-2.0-OpenSSH_9.9\r\n")),
        new("garbage", "invalid_answer", HostileReply.Text("\0\u0001\u0002ÿþ\r\n\r\n\r\n")),
        new("garbage status line", "invalid_answer", HostileReply.Text("HTTP/1.1 two hundred\r\n\r\n")),
        new("garbage header", "invalid_answer", HostileReply.Text(Ok + "no colon here\r\n\r\n")),
        new("too short a body", "invalid_answer", HostileReply.Text(Ok + "Content-Length: 100\r\n\r\n{}")),
        new("too long a body", "200", HostileReply.Stall(Ok + "Content-Length: 2\r\n\r\n{}{}{}{}")),
        new("body of 1 GB", "too_large", HostileReply.Flood(Ok + $"Content-Length: {Gigabyte}\r\n\r\n", Gigabyte)),
        new("body of 1 GB to the end of the connection", "too_large", HostileReply.Flood(Ok + "\r\n", Gigabyte)),
        new("chunk of 1 GB", "too_large", HostileReply.Flood(Chunked + "40000000\r\n", Gigabyte)),
        new("gzip bomb of 1 GB", "too_large", HostileReply.Repeat(Ok + "Content-Encoding: gzip\r\n\r\n", Bomb.Gzip, Bomb.Times)),
        new("deflate bomb", "too_large", HostileReply.Repeat(Ok + "Content-Encoding: deflate\r\n\r\n", Bomb.Deflate, 1)),
        new("brotli bomb", "invalid_answer", HostileReply.Repeat(Ok + "Content-Encoding: br\r\n\r\n", Bomb.Brotli, 1)),
        new("gzip within gzip", "invalid_answer", HostileReply.Repeat(Ok + "Content-Encoding: gzip, gzip\r\n\r\n", Bomb.Gzip, 1)),
        new("Brotli that was not asked for", "invalid_answer", HostileReply.Text(Ok + "Content-Encoding: br\r\n\r\nplain")),
        new("gzip that is none", "invalid_answer", HostileReply.Text(Ok + "Content-Encoding: gzip\r\n\r\nplain")),
        new("header of 10 MB", "too_large", HostileReply.Flood(Ok + "X-Long: ", HeaderFlood)),
        new("100,000 headers", "too_large", HostileReply.Repeat(Ok, "X-A: b\r\n"u8.ToArray(), 100_000)),
        new("status line of 10 MB", "too_large", HostileReply.Flood("HTTP/1.1 200 ", HeaderFlood)),
        new("10 MB without a line", "too_large|invalid_answer", HostileReply.Flood("", HeaderFlood)),
        new("trailers of 10 MB", "too_large|invalid_answer", HostileReply.Flood(Chunked + "0\r\nX-Long: ", HeaderFlood)),
        new("chunk extension of 10 MB", "too_large|invalid_answer", HostileReply.Flood(Chunked + "1;", HeaderFlood)),
        new("chunk with a negative size", "invalid_answer", HostileReply.Text(Chunked + "-1\r\n\r\n")),
        new("chunk with an enormous size", "invalid_answer", HostileReply.Text(Chunked + "FFFFFFFFFFFFFFFFF\r\na")),
        new("chunk with a size that is none", "invalid_answer", HostileReply.Text(Chunked + "zz\r\na\r\n0\r\n\r\n")),
        new("chunk longer than it says", "invalid_answer", HostileReply.Text(Chunked + "1\r\nabc\r\n0\r\n\r\n")),
        new("chunks that stop", "invalid_answer", HostileReply.Text(Chunked + "1\r\na\r\n")),
        new("redirect to itself", "302", HostileReply.Text("HTTP/1.1 302 Found\r\nLocation: /thing\r\nContent-Length: 0\r\n\r\n")),
        new("redirect to nowhere", "308", HostileReply.Text("HTTP/1.1 308 Permanent Redirect\r\nLocation: \\\\:::\r\nContent-Length: 0\r\n\r\n")),
    ];
}
