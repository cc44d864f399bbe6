using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Channels.Hostile;

/// <summary>R-20 and T21: whatever a server sends, a call ends in time, with the right code, in little memory.</summary>
[Collection(AloneCollection.Name)]
public sealed class HostileReplyTests
{
    private const double Megabyte = 1024 * 1024;
    private const long LargestGrowth = 32 * 1024 * 1024;

    private static readonly ChannelOptions Options = new() { Deadline = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(2), MaxRetries = 0 };

    [Fact]
    public async Task SendAsync_AnyHostileReply_EndsInTimeWithItsCodeAndInLittleMemory()
    {
        int rounds = Amount.Of(2, 50);
        var wrong = new ConcurrentQueue<string>();
        var shares = new ConcurrentQueue<double>();

        // Once before, for all that is made once in a process: code, trusted certificates, threads.
        await RunAsync(HostileCase.All, 1, wrong, shares);
        long before = Held();
        long growth = long.MaxValue;

        // What a server can make us hold, it makes us hold every time; what the runtime happens to hold, it does not.
        int measured = 0;
        for (; measured < 3 && growth > LargestGrowth; measured++)
            growth = Math.Min(growth, await PeakAsync(() => RunAsync(HostileCase.All, rounds, wrong, shares)) - before);

        Amount.Report(
            $"R-20: {HostileCase.All.Count} hostile replies x {1 + (measured * rounds)}, {wrong.Count} wrong; time-outs at {shares.Min():0.00} to {shares.Max():0.00} of the deadline; "
            + $"{before / Megabyte:0.0} MB resident before, {growth / Megabyte:0.0} MB more at most");
        Assert.Empty(wrong);
        Assert.InRange(growth, long.MinValue, LargestGrowth);
    }

    [Fact]
    public async Task SendAsync_HangAtConnect_IsATimeout()
    {
        // A queue that is full takes no more connections, and says nothing.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var fillers = new List<Socket>();
        try
        {
            for (int filler = 0; filler < 8; filler++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                fillers.Add(socket);
                _ = socket.ConnectAsync(listener.LocalEndPoint!, CancellationToken.None).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
            }

            await Task.Delay(200, TestContext.Current.CancellationToken);
            (string outcome, double seconds) = await CallAsync($"http://{listener.LocalEndPoint}");

            Assert.Equal("timeout", outcome);
            Assert.InRange(seconds, Options.Deadline.TotalSeconds * 0.9, (Options.Deadline.TotalSeconds * 1.1) + 5);
        }
        finally
        {
            fillers.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task SendAsync_EveryStatus_IsAnAnswer()
    {
        int[] statuses = [.. Enumerable.Range(400, 200), 200, 204, 205, 206, 300, 304, 600, 999];
        foreach (int status in statuses)
        {
            await using RawServer server = RawServer.Start(HostileReply.Text($"HTTP/1.1 {status} Odd\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}"));

            (string outcome, _) = await CallAsync("http://" + server.HostAndPort, Options with { Deadline = TimeSpan.FromSeconds(20) });

            Assert.Equal(status.ToString(System.Globalization.CultureInfo.InvariantCulture), outcome);
        }

        Amount.Report($"R-20: {statuses.Length} statuses, each an answer");
    }

    [Fact]
    public async Task SendAsync_SecondAnswerBehindTheFirst_IsNotTakenForThatOfTheNextCall()
    {
        await using RawServer server = RawServer.Start(async (stream, cancellationToken) =>
        {
            while (true)
            {
                string head = await HostileReply.ReadHeadAsync(stream, cancellationToken);
                string wanted = head.Contains("/first", StringComparison.Ordinal) ? "first" : "next";
                string answer = $"HTTP/1.1 200 OK\r\nContent-Length: {wanted.Length}\r\n\r\n{wanted}";
                await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"), cancellationToken);
            }
        });
        using ProviderChannelFactory factory = ChannelFixture.Factory();
        IProviderChannel channel = factory.Open(Target("http://" + server.HostAndPort), ChannelFixture.Credential());

        for (int call = 0; call < 20; call++)
        {
            Assert.Equal("first", (await channel.SendAsync(ChannelFixture.Get with { Path = "/first" }, TestContext.Current.CancellationToken)).Text());
            Assert.Equal("next", (await channel.SendAsync(ChannelFixture.Get with { Path = "/next" }, TestContext.Current.CancellationToken)).Text());
        }
    }

    private static async Task RunAsync(IReadOnlyList<HostileCase> cases, int rounds, ConcurrentQueue<string> wrong, ConcurrentQueue<double> shares)
    {
        // Several at a time: most of them do nothing but wait.
        await Parallel.ForEachAsync(
            cases.SelectMany(item => Enumerable.Repeat(item, rounds)),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (item, _) =>
            {
                await using RawServer server = RawServer.Start(item.Answer);
                (string outcome, double seconds) = await CallAsync((item.Secure ? "https://" : "http://") + server.HostAndPort);
                double share = seconds / Options.Deadline.TotalSeconds;
                if (!item.Codes.Split('|').Contains(outcome))
                    wrong.Enqueue($"{item.Name}: {outcome}");

                // A machine that is busy wakes a timer late; nothing may end it early.
                if (outcome == "timeout" && share < 0.9)
                    wrong.Enqueue($"{item.Name}: after {share:0.00} of the deadline");
                if (seconds > (Options.Deadline.TotalSeconds * 1.1) + 5)
                    wrong.Enqueue($"{item.Name}: after {seconds:0.0} s");
                if (outcome == "timeout")
                    shares.Enqueue(share);
            });
    }

    private static async Task<(string Outcome, double Seconds)> CallAsync(string baseUrl, ChannelOptions? options = null)
    {
        using ProviderChannelFactory factory = ChannelFixture.Factory(options ?? Options);
        var watch = Stopwatch.StartNew();
        try
        {
            ProviderResponse response = await factory.Open(Target(baseUrl), ChannelFixture.Credential()).SendAsync(ChannelFixture.Get, CancellationToken.None);
            return (response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture), watch.Elapsed.TotalSeconds);
        }
        catch (ChannelException error)
        {
            Assert.DoesNotContain(ChannelFixture.Secret, error.ToString(), StringComparison.Ordinal);
            return (error.Code, watch.Elapsed.TotalSeconds);
        }
    }

    private static ChannelTarget Target(string baseUrl)
    {
        var address = new Uri(baseUrl);
        return new() { AccountId = "a1", ProviderId = "local", BaseUrl = address, AllowedHosts = [address.Authority], Auth = ChannelFixture.Bearer };
    }

    // Looked at again and again while the calls run.
    private static async Task<long> PeakAsync(Func<Task> run)
    {
        long peak = 0;
        Task running = run();
        while (!running.IsCompleted)
        {
            peak = Math.Max(peak, Held());
            await Task.WhenAny(running, Task.Delay(100));
        }

        await running;
        return Math.Max(peak, Held());
    }

    // Resident without what the collector has not got round to: that depends on the machine's caches and not on what a server sends.
    private static long Held()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }
}
