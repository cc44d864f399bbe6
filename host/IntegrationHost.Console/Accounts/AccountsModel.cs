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

    /// <summary>The rows, with their order, selection and marks.</summary>
    public TableModel<AccountRow> Table => field ??= new TableModel<AccountRow>(row => row.Id, Filter, AccountColumns.All, time);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new([.. AccountColumns.All.Select(column => column.Title)]);

    /// <inheritdoc/>
    public IColumnChoice ColumnChoice => Table;

    /// <summary>Accounts before filtering.</summary>
    public int Total => _accounts.Count;

    /// <summary>Whether any account is being tested.</summary>
    public bool AnyTesting => _testing.Count > 0;

    /// <inheritdoc/>
    public int PageSize { get; set; } = 10;

    /// <inheritdoc/>
    public string? CopyText => Table.Selected?.Id;

    /// <inheritdoc/>
    public string? CommandLine => Table.Selected is { } row ? $"integration-host accounts verify {row.Id}" : null;

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
        Table.Replace([.. _accounts.Select(account => Row(account, now))]);
    }

    /// <summary>An account of the table by id; <c>null</c> if it is not in it.</summary>
    public AccountSummary? Find(string id) => _accounts.FirstOrDefault(account => account.Id == id);

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

    /// <inheritdoc/>
    public void Move(int by) => Table.Move(by);

    /// <inheritdoc/>
    public bool Clear() => Table.Unmark();

    /// <inheritdoc/>
    public bool Run(string command) => Table.Run(command);

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
            Age.Ago(account.LastAttempt?.At, now) + (undecided ? " ?" : ""),
            Age.Ago(account.ModifiedAt, now));
    }

    private static string Identity(AccountSummary account) => account.Verdict is { Identity.Count: > 0 } verdict ? verdict.Identity[0].Value : "";
}
