using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

public sealed class LimitTests
{
    private static readonly ChannelOptions Quick = new() { Deadline = TimeSpan.FromSeconds(1), MaxBodyBytes = 64 * 1024 };

    [Fact]
    public async Task SendAsync_BodyAtTheCap_IsReadWhole()
    {
        ProviderResponse response = await AnswerAsync(context => context.Response.Body.WriteAsync(new byte[Quick.MaxBodyBytes]).AsTask());

        Assert.Equal(Quick.MaxBodyBytes, response.Body.Length);
    }

    [Fact]
    public async Task SendAsync_BodyOverTheCap_IsRefused()
    {
        ChannelException error = await FailAsync(context => context.Response.Body.WriteAsync(new byte[Quick.MaxBodyBytes + 1]).AsTask());

        Assert.Equal(ChannelErrorCodes.TooLarge, error.Code);
    }

    [Fact]
    public async Task SendAsync_CompressedBomb_EndsAtTheCapAndNotInMemory()
    {
        const int bombBytes = 256 * 1024 * 1024;
        byte[] bomb = Compress(bombBytes);
        long before = GC.GetTotalAllocatedBytes();

        ChannelException error = await FailAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb).AsTask();
        });

        Assert.Equal(ChannelErrorCodes.TooLarge, error.Code);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, bombBytes / 8);
    }

    [Fact]
    public async Task SendAsync_CompressedAnswer_IsReadPlain()
    {
        ProviderResponse response = await AnswerAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(Compress(10)).AsTask();
        });

        Assert.Equal(10, response.Body.Length);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("compress")]
    [InlineData("br")]
    public async Task SendAsync_EncodingThatHidesTheBody_IsAnInvalidAnswer(string encoding)
    {
        ChannelException error = await FailAsync(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(Compress(10)).AsTask();
        });

        Assert.Equal(ChannelErrorCodes.InvalidAnswer, error.Code);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task SendAsync_BrokenCompression_IsAnInvalidAnswer(string encoding)
    {
        ChannelException error = await FailAsync(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.WriteAsync("this is compressed by nothing at all");
        });

        Assert.Equal(ChannelErrorCodes.InvalidAnswer, error.Code);
    }

    [Fact]
    public async Task SendAsync_CompressedBodyThatWasCutOff_IsAnInvalidAnswer()
    {
        ChannelException error = await FailAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(Compress(Quick.MaxBodyBytes).AsMemory(..^4)).AsTask();
        });

        Assert.Equal(ChannelErrorCodes.InvalidAnswer, error.Code);
    }

    [Fact]
    public async Task SendAsync_BodyThatDrips_IsCutAtTheDeadline()
    {
        var watch = Stopwatch.StartNew();

        ChannelException error = await FailAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(50, context.RequestAborted);
            }
        }, Quick.Deadline);

        Assert.Equal(ChannelErrorCodes.Timeout, error.Code);
        Assert.InRange(watch.Elapsed, Quick.Deadline * 0.9, Quick.Deadline * 5);
    }

    [Fact]
    public async Task SendAsync_CallerCancels_IsACancellationAndNoChannelError()
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default), TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential()).SendAsync(ChannelFixture.Get, source.Token));
    }

    [Fact]
    public async Task SendAsync_EndlessHeaders_AreRefused()
    {
        ChannelException error = await RawAsync("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X-Long: " + new string('a', 900) + "\r\n", 64)) + "\r\n");

        Assert.Equal(ChannelErrorCodes.TooLarge, error.Code);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    [InlineData("")]
    public async Task SendAsync_NoProperHttp_IsAnInvalidAnswerThatQuotesNothing(string answer)
    {
        ChannelException error = await RawAsync(answer);

        Assert.Equal(ChannelErrorCodes.InvalidAnswer, error.Code);
        Assert.DoesNotContain("SSH", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsUnreachable()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        Assert.Equal(ChannelErrorCodes.Unreachable, (await SendAsync($"http://127.0.0.1:{port}")).Code);
    }

    [Fact]
    public async Task SendAsync_HttpsTowardsAPlainServer_IsATlsError()
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken);

        ChannelException error = await SendAsync("https://" + provider.HostAndPort);

        Assert.Equal(ChannelErrorCodes.Tls, error.Code);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Compress(int length)
    {
        var result = new MemoryStream();
        using (var stream = new GZipStream(result, CompressionLevel.Fastest))
        {
            byte[] block = new byte[Math.Min(length, 1024 * 1024)];
            for (int written = 0; written < length; written += block.Length)
                stream.Write(block);
        }

        return result.ToArray();
    }

    private static async Task<ProviderResponse> AnswerAsync(RequestDelegate answer)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(answer, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory(Quick with { Deadline = TimeSpan.FromSeconds(10) });
        return await factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential()).SendAsync(ChannelFixture.Get, TestContext.Current.CancellationToken);
    }

    // Long, unless the deadline is what is tested: a loaded machine must not turn what is refused into what came late.
    private static async Task<ChannelException> FailAsync(RequestDelegate answer, TimeSpan? deadline = null)
    {
        await using LocalProvider provider = await LocalProvider.StartAsync(answer, TestContext.Current.CancellationToken);
        using ProviderChannelFactory factory = ChannelFixture.Factory(Quick with { Deadline = deadline ?? TimeSpan.FromSeconds(30) });
        return await ChannelFixture.FailsAsync(factory.Open(ChannelFixture.Target(provider), ChannelFixture.Credential()), ChannelFixture.Get);
    }

    private static async Task<ChannelException> RawAsync(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task server = ServeAsync(listener, answer, stop.Token);

        ChannelException error = await SendAsync("http://" + listener.LocalEndpoint);

        await stop.CancelAsync();
        await server;
        return error;
    }

    // Keeps answering until told to stop: the platform may try again on a connection that ended without an answer.
    private static async Task ServeAsync(TcpListener listener, string answer, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8192];
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(cancellationToken);
                _ = await client.GetStream().ReadAsync(buffer, cancellationToken);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The test is over, or the client went away.
        }
    }

    private static async Task<ChannelException> SendAsync(string baseUrl)
    {
        using ProviderChannelFactory factory = ChannelFixture.Factory(new ChannelOptions { Deadline = TimeSpan.FromSeconds(5) });
        var address = new Uri(baseUrl);
        var target = new ChannelTarget { AccountId = "a1", ProviderId = "local", BaseUrl = address, AllowedHosts = [address.Authority], Auth = ChannelFixture.Bearer };
        return await ChannelFixture.FailsAsync(factory.Open(target, ChannelFixture.Credential()), ChannelFixture.Get);
    }
}
