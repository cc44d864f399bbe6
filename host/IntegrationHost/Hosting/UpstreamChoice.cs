using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Commands;

namespace IntegrationHost.Hosting;

/// <summary>The upstream that a command line names, against the one that the store remembers.</summary>
internal static class UpstreamChoice
{
    /// <summary>Remembers the address if the store has none; refuses to change another by the way, for what was read from that would become the store's own.</summary>
    /// <exception cref="UsageException">The store works on another server.</exception>
    public static async Task ApplyAsync(IHostUpstream client, string address, CancellationToken cancellationToken)
    {
        UpstreamStatus now = await client.GetUpstreamAsync(cancellationToken);
        if (now.Address is null)
        {
            await client.SetUpstreamAsync(new SetUpstreamRequest { Address = address }, cancellationToken);
        }
        else if (!IsSame(now.Address, address))
        {
            throw new UsageException($"This store works on {now.Address}. Leave --upstream out, or change it for good with: integration-host upstream set URL");
        }
    }

    /// <summary>Whether two spellings are of one server.</summary>
    public static bool IsSame(string left, string right) =>
        Uri.TryCreate(Root(left), UriKind.Absolute, out Uri? first) && Uri.TryCreate(Root(right), UriKind.Absolute, out Uri? second) && first == second;

    private static string Root(string address)
    {
        string root = address.Trim().TrimEnd('/');
        return root.EndsWith("/v1", StringComparison.Ordinal) ? root[..^3] : root;
    }
}
