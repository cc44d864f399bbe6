using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Commands;

/// <summary>Accounts by what people type: an id, or a name that only one account has.</summary>
internal static class AccountLookup
{
    private const int Most = 200;

    /// <exception cref="UsageException">No account has the name, or several do.</exception>
    public static Task<string> IdAsync(IIntegrationHostClient client, string idOrName, CancellationToken cancellationToken) =>
        FindAsync(client, idOrName, trashed: false, "No account has that name. 'integration-host accounts list' shows them.", cancellationToken);

    /// <summary>The same among those in the trash.</summary>
    /// <exception cref="UsageException">No removed account has the name, or several do.</exception>
    public static Task<string> RemovedIdAsync(IIntegrationHostClient client, string idOrName, CancellationToken cancellationToken) =>
        FindAsync(client, idOrName, trashed: true, "No removed account has that name. 'integration-host accounts list --trash' shows them.", cancellationToken);

    private static async Task<string> FindAsync(IIntegrationHostClient client, string idOrName, bool trashed, string none, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(idOrName, out Guid id))
            return id.ToString();

        var query = new AccountQuery { Search = idOrName, Size = Most, Trashed = trashed };
        List<string> ids = [];
        while (true)
        {
            AccountPage page = await client.GetAccountPageAsync(query, cancellationToken);
            ids.AddRange(page.Items.Where(account => account.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase)).Select(account => account.Id));
            if (page.Items.Count < Most)
                break;
            query = query with { Page = query.Page + 1 };
        }

        return ids switch
        {
            [var only] => only,
            [] => throw new UsageException(none, ExitCodes.NotFound),
            _ => throw new UsageException($"{ids.Count} accounts have that name. Use an id: {string.Join(", ", ids)}."),
        };
    }
}
