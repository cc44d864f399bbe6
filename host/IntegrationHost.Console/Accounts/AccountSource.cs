using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Querying;

namespace IntegrationHost.Console.Accounts;

/// <summary>Accounts in pages from the host: those looked at are kept, the oldest are let go. A filter that the host cannot answer is looked for page by page.</summary>
/// <param name="context">What it uses of the console.</param>
/// <param name="toRow">Makes the row of an account.</param>
internal sealed class AccountSource(ConsoleContext context, Func<AccountSummary, AccountRow> toRow) : ITableSource<AccountRow>, IDisposable
{
    /// <summary>Accounts of a page; the most that the host gives.</summary>
    public const int PageSize = 200;

    /// <summary>Pages that are kept.</summary>
    public const int MostPages = 12;

    /// <summary>Most accounts that a search page by page keeps.</summary>
    public const int MostFound = 10_000;

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(150);

    private readonly Dictionary<int, IReadOnlyList<AccountSummary>> _pages = [];
    private readonly List<int> _recent = [];
    private readonly HashSet<int> _asked = [];
    private readonly HashSet<int> _looked = [];
    private List<AccountSummary>? _found;
    private AccountRequest? _request;
    private CancellationTokenSource _stop = new();
    private int _total;
    private int _scanned;
    private bool _scanning;

    /// <inheritdoc/>
    public int Count => _found?.Count ?? _total;

    /// <summary>How the reading stands: how far a search is, or why nothing can be read; empty if all is well.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Whether the first page is still being read.</summary>
    public bool Reading => _found is null ? _pages.Count == 0 && _asked.Count > 0 : _scanning;

    /// <summary>The last read; for tests.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Raised on the screen's thread after anything has been read.</summary>
    public event Action? Changed;

    /// <inheritdoc/>
    public AccountRow? At(int index)
    {
        if (_found is not null)
            return index < _found.Count ? toRow(_found[index]) : null;
        int page = index / PageSize;
        _looked.Add(page);
        if (!_pages.TryGetValue(page, out IReadOnlyList<AccountSummary>? accounts))
        {
            Request(page);
            return null;
        }

        Touch(page);
        int place = index % PageSize;
        // Half way through a page the next one is asked for, so that scrolling on meets it.
        if (place > PageSize / 2 && (page + 1) * PageSize < _total && !_pages.ContainsKey(page + 1))
            Request(page + 1);
        return place < accounts.Count ? toRow(accounts[place]) : null;
    }

    /// <inheritdoc/>
    public int IndexOf(string key)
    {
        if (_found is not null)
            return _found.FindIndex(account => account.Id == key);
        foreach ((int page, IReadOnlyList<AccountSummary> accounts) in _pages)
        {
            for (int place = 0; place < accounts.Count; place++)
            {
                if (accounts[place].Id == key)
                    return (page * PageSize) + place;
            }
        }

        return -1;
    }

    /// <summary>An account in memory by id; <c>null</c> if it is not there.</summary>
    public AccountSummary? Find(string id) => (_found ?? _pages.Values.SelectMany(page => page)).FirstOrDefault(account => account.Id == id);

    /// <inheritdoc/>
    public void Ask(FilterText filter, string sort, bool reversed)
    {
        AccountRequest request = AccountRequest.Of(filter, sort, reversed, context.Shell.Data?.Catalog ?? []);
        if (request.Key == _request?.Key)
            return;
        _stop.Cancel();
        _stop = new CancellationTokenSource();
        _request = request;
        _pages.Clear();
        _recent.Clear();
        _asked.Clear();
        _looked.Clear();
        Note = AccountRequest.SortOf(sort) is null && request.Rest is null ? $"by name: the host does not sort by {sort.ToLowerInvariant()}" : "";
        TimeSpan wait = filter.Editing ? Debounce : TimeSpan.Zero;
        if (request.Rest is null)
        {
            _found = null;
            Request(0, wait);
        }
        else
        {
            _found = [];
            Scan(request, wait);
        }
    }

    /// <summary>Reads anew what was looked at since the last time; what is shown stays until the answer is there.</summary>
    public void Refresh()
    {
        if (_request is null || _found is not null)
            return;
        int[] looked = [.. _looked];
        _looked.Clear();
        foreach (int page in looked.Length > 0 ? looked : [0])
            Request(page, again: true);
    }

    /// <summary>Reads every account that the query chooses, page by page, at most <see cref="MostFound"/>.</summary>
    /// <param name="report">Hears how many have been read, of how many.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<AccountSummary>> ReadAllAsync(Action<int, int> report, CancellationToken cancellationToken)
    {
        if (_found is not null)
            return [.. _found];
        AccountRequest request = _request!;
        List<AccountSummary> all = [];
        IIntegrationHostClient host = await context.Client;
        for (int page = 0; all.Count < MostFound; page++)
        {
            AccountPage answer = await host.GetAccountPageAsync(request.Query with { Page = page, Size = PageSize }, cancellationToken);
            all.AddRange(answer.Items);
            report(all.Count, Math.Min(answer.Total, MostFound));
            if (answer.Items.Count < PageSize)
                break;
        }

        return all;
    }

    /// <summary>Stops reading.</summary>
    public void Dispose() => _stop.Cancel();

    private void Request(int page, TimeSpan wait = default, bool again = false)
    {
        if (_request is not { } request || (!again && _pages.ContainsKey(page)) || !_asked.Add(page))
            return;
        CancellationToken stop = _stop.Token;
        Work = context.Ask<IIntegrationHostClient, AccountPage>(
            async (host, token) =>
            {
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, context.Time, token);
                return await host.GetAccountPageAsync(request.Query with { Page = page, Size = PageSize }, token);
            },
            answer => Take(request, page, answer),
            failure => Fail(request, page, failure),
            stop);
    }

    private void Take(AccountRequest request, int page, AccountPage answer)
    {
        // The answer to a query that is no longer asked.
        if (request != _request)
            return;
        _asked.Remove(page);
        _pages[page] = answer.Items;
        _total = answer.Total;
        if (Note.StartsWith("x ", StringComparison.Ordinal))
            Note = "";
        Touch(page);
        while (_pages.Count > MostPages)
        {
            _pages.Remove(_recent[0]);
            _recent.RemoveAt(0);
        }

        Changed?.Invoke();
    }

    private void Fail(AccountRequest request, int page, Exception failure)
    {
        if (request != _request)
            return;
        _asked.Remove(page);
        Note = $"x {failure.Message}";
        Changed?.Invoke();
    }

    private void Touch(int page)
    {
        _recent.Remove(page);
        _recent.Add(page);
    }

    private void Scan(AccountRequest request, TimeSpan wait)
    {
        _scanning = true;
        _scanned = 0;
        TableQuery<AccountRow> query = new(request.Rest!, AccountColumns.All, context.Time.GetUtcNow());
        CancellationToken stop = _stop.Token;
        Work = context.Ask<IIntegrationHostClient, int>(
            async (host, token) =>
            {
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, context.Time, token);
                return await ScanAsync(host, request, query, token);
            },
            total => Found(request, [], total, total, ended: true),
            failure => Fail(request, 0, failure),
            stop);
    }

    private async Task<int> ScanAsync(IIntegrationHostClient host, AccountRequest request, TableQuery<AccountRow> query, CancellationToken cancellationToken)
    {
        int kept = 0;
        for (int page = 0; ; page++)
        {
            AccountPage answer = await host.GetAccountPageAsync(request.Query with { Page = page, Size = PageSize }, cancellationToken);
            AccountSummary[] matching = [.. answer.Items.Where(account => query.Matches(toRow(account))).Take(MostFound - kept)];
            kept += matching.Length;
            int scanned = Math.Min(answer.Total, (page + 1) * PageSize);
            context.Ui.Post(() => Found(request, matching, scanned, answer.Total, ended: false));
            if (scanned >= answer.Total || kept >= MostFound)
                return answer.Total;
        }
    }

    private void Found(AccountRequest request, AccountSummary[] matching, int scanned, int total, bool ended)
    {
        if (request != _request || _found is null)
            return;
        _found.AddRange(matching);
        _scanned = scanned;
        _scanning = !ended;
        Note = !ended ? string.Create(CultureInfo.InvariantCulture, $"looked at {_scanned:N0} of {total:N0}")
            : _found.Count >= MostFound ? string.Create(CultureInfo.InvariantCulture, $"the first {MostFound:N0}: filter further") : "";
        Changed?.Invoke();
    }
}
