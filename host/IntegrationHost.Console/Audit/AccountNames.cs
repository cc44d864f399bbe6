using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Audit;

/// <summary>What the accounts of the trail are called now. One that is gone, or is not among those that the console holds, has none.</summary>
/// <param name="shell">Knows the accounts.</param>
internal sealed class AccountNames(IShell shell)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private LiveData? _of;

    /// <summary>An account's name; <c>null</c> if it is not known.</summary>
    public string? Of(string id)
    {
        if (shell.Data is { } data && !ReferenceEquals(data, _of))
        {
            _of = data;
            _names.Clear();
            foreach (Client.Wire.AccountSummary account in data.Accounts)
                _names[account.Id] = account.Name;
        }

        return _names.GetValueOrDefault(id);
    }
}
