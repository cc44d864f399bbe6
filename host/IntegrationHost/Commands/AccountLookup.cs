using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary>Accounts by what people type: an id, or a name that only one account has.</summary>
internal static class AccountLookup
{
    /// <exception cref="UsageException">No account has the name, or several do.</exception>
    public static async Task<string> IdAsync(IIntegrationHostClient client, string idOrName, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(idOrName, out Guid id))
        {
            return id.ToString();
        }

        AccountSummary[] named = [.. (await client.GetAccountsAsync(cancellationToken)).Where(account => account.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase))];
        return named.Length switch
        {
            1 => named[0].Id,
            0 => throw new UsageException("No account has that name. 'integration-host accounts list' shows them.", ExitCodes.NotFound),
            _ => throw new UsageException($"{named.Length} accounts have that name. Use an id: {string.Join(", ", named.Select(account => account.Id))}."),
        };
    }
}
