using System.Collections.Concurrent;
using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;

namespace IntegrationHost.Console.Accounts;

/// <summary>The accounts region: filter, order, selection, and which accounts are being tested. Few accounts are held in memory; of many, pages are read as they are looked at.</summary>
/// <param name="context">What it uses of the console.</param>
internal sealed class AccountsModel(ConsoleContext context) : IRegionModel, IDisposable
{
    private readonly TimeProvider _time = context.Time;
    private AccountSource? _source;
    private int _all;
    private readonly ConcurrentDictionary<string, long> _testing = new(StringComparer.Ordinal);
    private IReadOnlyList<AccountSummary> _accounts = [];

    /// <summary>The rows, with their order, selection and marks.</summary>
    public TableModel<AccountRow> Table => field ??= new TableModel<AccountRow>(row => row.Id, Filter, AccountColumns.All, _time);

    /// <inheritdoc/>
    public FilterText Filter { get; } = new([.. AccountColumns.All.Select(column => column.Title)]);

    /// <inheritdoc/>
    public IColumnChoice ColumnChoice => Table;

    /// <summary>Accounts before filtering.</summary>
    public int Total => Table.Source is null ? _accounts.Count : _all;

    /// <summary>What is to be said of the reading; empty if nothing.</summary>
    public string Note => Table.Source is null ? "" : _source!.Note;

    /// <summary>Whether the rows are still being read.</summary>
    public bool Reading => Table.Source is not null && _source!.Reading;

    /// <summary>Raised after rows have been read.</summary>
    public event Action? Changed;

    /// <summary>Whether any account is being tested.</summary>
    public bool AnyTesting => !_testing.IsEmpty;

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
        _all = data.Hero.Accounts;
        if (data.HoldsAllAccounts)
        {
            Table.Source = null;
        }
        else
        {
            if (_source is null)
            {
                _source = new AccountSource(context, account => Row(account, _time.GetUtcNow()));
                _source.Changed += OnRead;
            }

            Table.Source = _source;
            _source.Refresh();
        }

        Refresh();
    }

    /// <summary>Builds the rows anew, after the clock, the filter or the order has changed.</summary>
    public void Refresh()
    {
        if (Table.Source is not null)
        {
            Table.Refresh();
            return;
        }

        DateTimeOffset now = _time.GetUtcNow();
        Table.Replace([.. _accounts.Select(account => Row(account, now))]);
    }

    /// <summary>An account of the table by id; <c>null</c> if it is not in it.</summary>
    public AccountSummary? Find(string id) => Table.Source is null ? _accounts.FirstOrDefault(account => account.Id == id) : _source!.Find(id);

    /// <summary>Shows an account as being tested.</summary>
    /// <returns>Whether it was not being tested already.</returns>
    public bool BeginTest(string id)
    {
        bool began = _testing.TryAdd(id, _time.GetTimestamp());
        Refresh();
        return began;
    }

    /// <summary>Ends <see cref="BeginTest"/>.</summary>
    public void EndTest(string id)
    {
        _testing.TryRemove(id, out _);
        Refresh();
    }

    /// <inheritdoc/>
    public void Move(int by) => Table.Move(by);

    /// <inheritdoc/>
    public bool Clear() => Table.Unmark();

    /// <inheritdoc/>
    public bool Run(string command)
    {
        if (command != "table.mark-all" || Table.Source is null)
            return Table.Run(command);
        context.Shell.Start(new Job("MARK ALL THAT MATCH", MarkAllAsync), show: false);
        return true;
    }

    /// <summary>Stops reading.</summary>
    public void Dispose() => _source?.Dispose();

    private async Task<string> MarkAllAsync(Job job, CancellationToken cancellationToken)
    {
        IReadOnlyList<AccountSummary> all = await _source!.ReadAllAsync(job.Report, cancellationToken);
        context.Ui.Post(() => Table.Mark(all.Select(account => Row(account, _time.GetUtcNow()))));
        return string.Create(CultureInfo.InvariantCulture, $"{all.Count:N0} accounts are marked{(all.Count >= AccountSource.MostFound ? ", the most at once: filter further for others" : "")}.");
    }

    private void OnRead()
    {
        Table.Follow();
        Changed?.Invoke();
    }

    private AccountRow Row(AccountSummary account, DateTimeOffset now)
    {
        bool testing = _testing.TryGetValue(account.Id, out long since);
        AccountState state = testing ? AccountState.Testing : AccountStates.Of(account, now);
        string text = testing ? $"~ TEST {Age.Seconds(_time.GetElapsedTime(since))}" : AccountStates.Text(state);
        bool undecided = account.LastAttempt is { Kind: "RateLimited" or "Indeterminate" };
        return new AccountRow(
            account, state, text, account.ProviderName ?? account.ProviderId ?? "unknown", Identity(account),
            account.Verdict is null ? "" : Age.Until(account.Verdict.ExpiresAt, now),
            account.LinkedModuleCount.ToString(CultureInfo.InvariantCulture),
            Age.Ago(account.LastAttempt?.At, now) + (undecided ? " ?" : ""),
            Age.Ago(account.ModifiedAt, now))
        { Judged = Age.Ago(account.Verdict?.At, now) };
    }

    private static string Identity(AccountSummary account) => account.Verdict is { Identity.Count: > 0 } verdict ? verdict.Identity[0].Value : "";
}
