using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Accounts;

/// <summary>The accounts region: filter, order, selection, and which accounts are being tested.</summary>
internal sealed class AccountsModel(TimeProvider time) : IRegionModel
{
    private readonly Dictionary<string, long> _testing = new(StringComparer.Ordinal);
    private IReadOnlyList<AccountSummary> _accounts = [];

    /// <summary>The rows shown.</summary>
    public SelectableList<AccountRow> Rows { get; } = new(row => row.Id);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new();

    /// <summary>Column the rows are ordered by.</summary>
    public AccountSort Sort { get; private set; } = AccountSort.Name;

    /// <summary>Whether the order is reversed.</summary>
    public bool Reversed { get; private set; }

    /// <summary>Accounts before filtering.</summary>
    public int Total => _accounts.Count;

    /// <summary>Whether any account is being tested.</summary>
    public bool AnyTesting => _testing.Count > 0;

    /// <inheritdoc/>
    public int PageSize { get; set; } = 10;

    /// <inheritdoc/>
    public string? CopyText => Rows.Selected?.Id;

    /// <inheritdoc/>
    public void Update(LiveData data)
    {
        _accounts = data.Accounts;
        Refresh();
    }

    /// <summary>Builds the rows anew, after the clock, the filter or the order has changed.</summary>
    public void Refresh()
    {
        DateTimeOffset now = time.GetUtcNow();
        IEnumerable<AccountRow> rows = _accounts.Select(account => Row(account, now))
            .Where(row => Filter.Matches(row.Account.Name, row.Provider, row.Account.Environment, row.StateText, row.Identity));
        AccountRow[] ordered = [.. Order(rows).ThenBy(row => row.Account.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Id, StringComparer.Ordinal)];
        if (Reversed)
            Array.Reverse(ordered);
        Rows.Replace(ordered);
    }

    /// <summary>Shows an account as being tested.</summary>
    /// <returns>Whether it was not being tested already.</returns>
    public bool BeginTest(string id)
    {
        bool began = _testing.TryAdd(id, time.GetTimestamp());
        Refresh();
        return began;
    }

    /// <summary>Ends <see cref="BeginTest"/>.</summary>
    public void EndTest(string id)
    {
        _testing.Remove(id);
        Refresh();
    }

    /// <summary>Orders by a column; the same column again reverses the order.</summary>
    public void SortBy(AccountSort sort)
    {
        Reversed = Sort == sort && !Reversed;
        Sort = sort;
        Refresh();
    }

    /// <inheritdoc/>
    public void Move(int by) => Rows.Move(by);

    /// <inheritdoc/>
    public bool Run(string command)
    {
        switch (command)
        {
            case "account.sort":
                Reversed = false;
                Sort = Sort == AccountSort.LastTest ? AccountSort.Name : Sort + 1;
                break;
            case "account.reverse":
                Reversed = !Reversed;
                break;
            default:
                return false;
        }

        Refresh();
        return true;
    }

    private AccountRow Row(AccountSummary account, DateTimeOffset now)
    {
        bool testing = _testing.TryGetValue(account.Id, out long since);
        AccountState state = testing ? AccountState.Testing : AccountStates.Of(account, now);
        string text = testing ? $"~ TEST {Age.Seconds(time.GetElapsedTime(since))}" : AccountStates.Text(state);
        bool undecided = account.LastAttempt is { Kind: "RateLimited" or "Indeterminate" };
        return new AccountRow(
            account, state, text, account.ProviderName ?? account.ProviderId ?? "unknown", Identity(account),
            account.Verdict is null ? "" : Age.Until(account.Verdict.ExpiresAt, now),
            account.LinkedModuleCount.ToString(CultureInfo.InvariantCulture),
            Age.Ago(account.LastAttempt?.At, now) + (undecided ? " ?" : ""));
    }

    private static string Identity(AccountSummary account) => account.Verdict is { Identity.Count: > 0 } verdict ? verdict.Identity[0].Value : "";

    private IOrderedEnumerable<AccountRow> Order(IEnumerable<AccountRow> rows) => Sort switch
    {
        AccountSort.Provider => rows.OrderBy(row => row.Provider, StringComparer.OrdinalIgnoreCase),
        AccountSort.Environment => rows.OrderBy(row => row.Account.Environment, StringComparer.OrdinalIgnoreCase),
        AccountSort.State => rows.OrderBy(row => row.State),
        AccountSort.Expires => rows.OrderBy(row => row.Account.Verdict?.ExpiresAt ?? DateTimeOffset.MaxValue),
        AccountSort.Modules => rows.OrderByDescending(row => row.Account.LinkedModuleCount),
        AccountSort.LastTest => rows.OrderBy(row => row.Account.LastAttempt?.At ?? DateTimeOffset.MinValue),
        _ => rows.OrderBy(row => row.Account.Name, StringComparer.OrdinalIgnoreCase),
    };
}
