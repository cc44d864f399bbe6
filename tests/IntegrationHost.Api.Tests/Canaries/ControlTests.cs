using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using IntegrationHost.Canaries;

namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>Whether the scanner can be trusted: it must find all that is planted on purpose, and nothing that is not.</summary>
public sealed class ControlTests
{
    private static readonly Dictionary<string, Func<byte[], byte[]>> Channels = new()
    {
        ["bare"] = needle => needle,
        ["log line"] = needle => [.. "2026-11-26T14:00:00Z warn: the provider said "u8, .. needle, .. " and no more\n"u8],
        ["problem body"] = needle => [.. "{\"type\":\"urn:x\",\"title\":\"t\",\"status\":400,\"detail\":\""u8, .. needle, .. "\"}"u8],
        ["header"] = needle => [.. "HTTP/1.1 200 OK\r\nETag: W/"u8, .. needle, .. "\r\n\r\n"u8],
        ["console frame"] = needle => Split(needle, 7, "\u001b[38;5;214m"u8),
        ["window title"] = needle => [.. "\u001b]0;"u8, .. needle, 7],
        ["wrapped at 60"] = needle => Split(needle, 60, "\n"u8),
        ["wrapped at 64"] = needle => Split(needle, 64, "\r\n"u8),
        ["wrapped at 76"] = needle => Split(needle, 76, "\r\n"u8),
        ["wrapped at 80"] = needle => Split(needle, 80, "\n"u8),
        ["among noise"] = needle => [.. Noise(5003, 1), .. needle, .. Noise(4099, 2)],
        ["gzip"] = needle => Pack(needle, stream => new GZipStream(stream, CompressionLevel.Optimal)),
        ["gzip inside"] = needle => [.. Noise(777, 3), .. Pack(needle, stream => new GZipStream(stream, CompressionLevel.Optimal))],
        ["zlib"] = needle => Pack(needle, stream => new ZLibStream(stream, CompressionLevel.Optimal)),
        ["deflate"] = needle => Pack(needle, stream => new DeflateStream(stream, CompressionLevel.Optimal)),
        ["brotli"] = needle => Pack(needle, stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        ["zip"] = Zip,
        ["tar.gz"] = needle => Pack(Tar(needle), stream => new GZipStream(stream, CompressionLevel.Optimal)),
    };

    [Fact]
    public void EveryEncoding_InEveryChannel_IsFound()
    {
        Canary canary = Canary.Make("control", "xoxb-111-");
        int pairs = 0;
        List<string> missed = [];
        foreach ((string encoding, byte[] bytes, _) in CanaryEncodings.Of(canary))
        {
            foreach ((string channel, Func<byte[], byte[]> carry) in Channels)
            {
                // A frame is text: the raw bytes of a hash can't stand in one, and by chance some are control characters.
                if (channel == "console frame" && encoding.EndsWith(" bytes", StringComparison.Ordinal))
                    continue;
                pairs++;
                var scanner = new CanaryScanner([canary]);
                if (scanner.Scan(channel, carry(bytes)).Count == 0)
                    missed.Add($"{encoding} in {channel}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Positive controls: {pairs} pairs, missed {missed.Count}.");
        Assert.True(pairs >= 400);
        Assert.Empty(missed);
    }

    [Fact]
    public void EveryFragmentOfTwelveCharacters_AtEveryPlace_IsFound()
    {
        Canary canary = Canary.Make("control");
        byte[] core = Encoding.UTF8.GetBytes(canary.Core);
        int missed = 0, planted = 0;
        for (int begin = 0; begin + 12 <= core.Length; begin++)
        {
            for (int before = 0; before < 9; before++)
            {
                planted++;
                missed += new CanaryScanner([canary]).Scan("fragment", [.. Noise(before, 4), .. core.AsSpan(begin, 12), .. "!"u8]).Count > 0 ? 0 : 1;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"Fragments: {planted} planted, missed {missed}.");
        Assert.Equal(0, missed);
        Assert.Empty(new CanaryScanner([canary]).Scan("fragment", core.AsSpan(0, 11)));
    }

    [Theory]
    [InlineData("non-ascii", "pä55-ünd-ß-Ω-密钥-🔑-hängt-zusammen")]
    [InlineData("escapes", "a\"b\\c<d>e&f%g{h}i'j\nk-l-m-n-o-p")]
    [InlineData("digits", "90071992547409931234567890123456")]
    [InlineData("pem", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQEXAMPLE\n-----END PRIVATE KEY-----")]
    [InlineData("json", """{"type":"service_account","private_key_id":"0123456789abcdef","client_email":"a@b.example"}""")]
    public void OtherShapesOfSecrets_AreFoundInEveryEncoding(string path, string value)
    {
        var canary = new Canary(path, value, value);
        Assert.All(CanaryEncodings.Of(canary), encoding => Assert.NotEmpty(new CanaryScanner([canary]).Scan(encoding.Name, encoding.Bytes)));
    }

    [Fact]
    public void NothingPlanted_NothingFound()
    {
        var scanner = new CanaryScanner(Enumerable.Range(0, 60).Select(number => Canary.Make($"path {number}")));
        byte[] noise = Noise(16 * 1024 * 1024, 5);
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300_000).Select(line => $"{{\"seq\":{line},\"action\":\"account.verify\",\"mac\":\"{line * 7919:x16}\"}}")));
        long begin = Stopwatch.GetTimestamp();

        scanner.Scan("noise", noise);
        scanner.Scan("text", text);

        double rate = scanner.Scanned.Values.Sum() / Stopwatch.GetElapsedTime(begin).TotalSeconds / 1e6;
        TestContext.Current.SendDiagnosticMessage($"Nothing planted: {scanner.Scanned.Values.Sum() / 1e6:F0} MB, {scanner.Hits.Count} hits, {rate:F0} MB/s.");
        Assert.Empty(scanner.Hits);
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Split(byte[] bytes, int every, ReadOnlySpan<byte> between)
    {
        List<byte> split = [];
        for (int at = 0; at < bytes.Length; at += every)
        {
            split.AddRange(bytes.AsSpan(at, Math.Min(every, bytes.Length - at)));
            split.AddRange(between);
        }

        return [.. split];
    }

    private static byte[] Pack(byte[] bytes, Func<Stream, Stream> packer)
    {
        using MemoryStream packed = new();
        using (Stream stream = packer(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Zip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("inner.txt").Open();
            entry.Write(bytes);
        }

        return packed.ToArray();
    }

    private static byte[] Tar(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (TarWriter writer = new(packed, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "inner.txt") { DataStream = new MemoryStream(bytes) });
        }

        return packed.ToArray();
    }
}
