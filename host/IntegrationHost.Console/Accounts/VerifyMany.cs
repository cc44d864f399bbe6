using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Accounts;

/// <summary>Runs the smoke tests of many accounts as a job: the host does them, four at once, and tells as they end.</summary>
internal sealed class VerifyMany
{
    private const int MostInARun = 1000;
    private const int MostRetries = 5;

    private readonly ConsoleContext _context;
    private readonly IReadOnlyList<string> _ids;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);

    private VerifyMany(ConsoleContext context, IReadOnlyList<string> ids)
    {
        _context = context;
        _ids = ids;
    }

    /// <summary>The job that tests these accounts.</summary>
    public static Job Of(ConsoleContext context, IReadOnlyList<string> ids) =>
        new(string.Create(CultureInfo.InvariantCulture, $"VERIFY {ids.Count} ACCOUNTS"), new VerifyMany(context, ids).RunAsync);

    private async Task<string> RunAsync(Job job, CancellationToken cancellationToken)
    {
        job.Report(0, _ids.Count);
        IHostAccounts host = await _context.AsAsync<IHostAccounts>();
        // Whatever way it ends, what has no outcome can be done later.
        job.Resume = () => Of(_context, [.. _ids.Where(id => !_done.Contains(id))]);
        foreach (string[] chunk in _ids.Chunk(MostInARun))
            await RunChunkAsync(host, job, chunk, cancellationToken);
        if (_done.Count == _ids.Count)
            job.Resume = null;
        return Summary();
    }

    private async Task RunChunkAsync(IHostAccounts host, Job job, string[] ids, CancellationToken cancellationToken)
    {
        VerificationRun run = await host.StartVerificationAsync(new VerifyManyRequest { AccountIds = ids }, cancellationToken);
        try
        {
            await WatchAsync(host, job, run, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host would go on by itself: it is told, and what it was at comes to its end there.
            await host.CancelVerificationAsync(run.Id, CancellationToken.None);
            throw;
        }
    }

    // A stream that breaks is taken up where it broke off; the run itself goes on in the host.
    private async Task WatchAsync(IHostAccounts host, Job job, VerificationRun run, CancellationToken cancellationToken)
    {
        int seen = 0;
        for (int retry = 0; ; retry++)
        {
            try
            {
                await foreach (VerificationOutcome outcome in host.WatchVerificationAsync(run.Id, seen, cancellationToken))
                {
                    seen = outcome.Done;
                    retry = 0;
                    Take(job, outcome);
                }

                return;
            }
            catch (HostUnavailableException) when (retry < MostRetries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 << retry), _context.Time, cancellationToken);
            }
        }
    }

    private void Take(Job job, VerificationOutcome outcome)
    {
        _done.Add(outcome.AccountId);
        string kind = outcome.Verdict?.Kind ?? "NotTested";
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        StepState state = kind switch
        {
            "Valid" => StepState.Done,
            "Invalid" or "NotTested" => StepState.Failed,
            _ => StepState.Warned,
        };
        string text = outcome.Verdict is { } verdict ? $"{AccountStates.OfVerdict(verdict).Text[2..]}: {verdict.Message}" : outcome.Problem ?? "not tested";
        job.Say(state, outcome.AccountName, text);
        job.Report(_done.Count, _ids.Count);
    }

    private string Summary()
    {
        (string Kind, string Word)[] words = [("Valid", "valid"), ("Insufficient", "insufficient"), ("Invalid", "invalid"), ("RateLimited", "rate limited"), ("Indeterminate", "undecided"), ("NotTested", "not tested")];
        string counts = string.Join(", ", words.Where(one => _kinds.ContainsKey(one.Kind)).Select(one => string.Create(CultureInfo.InvariantCulture, $"{_kinds[one.Kind]} {one.Word}")));
        return string.Create(CultureInfo.InvariantCulture, $"{_done.Count} of {_ids.Count} tested{(counts.Length > 0 ? $": {counts}" : "")}.");
    }
}
