using System.Net;
using System.Runtime.CompilerServices;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>Changes, copies, the trash, and tests of many.</content>
internal sealed partial class FakeHost : IHostAccounts
{
    private readonly Dictionary<string, AccountSummary> _trash = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string[] Ids, bool Cancelled)> _runs = new(StringComparer.Ordinal);

    /// <summary>What the runs were asked to test, in order.</summary>
    public List<string[]> Runs { get; } = [];

    /// <summary>How often a run's events break off before they go on.</summary>
    public int BreakOffs { get; set; }

    public async Task<AccountSummary> ChangeAccountAsync(string id, ChangeAccountRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("change", cancellationToken);
        if (request.Name?.Contains("bad", StringComparison.Ordinal) is true)
            throw Refusal("name", "cannot hold this word");
        lock (_gate)
        {
            AccountSummary account = _accounts[id];
            return _accounts[id] = account with
            {
                Name = request.Name ?? account.Name,
                Environment = request.Environment ?? account.Environment,
                Findings = request.AcceptOwner ? [.. (account.Findings ?? []).Where(finding => finding.Code != "AnotherOwner")] : account.Findings,
            };
        }
    }

    public async Task<AccountUsage> GetUsageAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("usage", cancellationToken);
        lock (_gate)
        {
            ModuleUse[] uses = [.. _modules.Where(module => module.AccountId == id).Select(Item)
                .Select(item => new ModuleUse(item.ModuleId, item.ModuleName, item.ClassName, item.Workflow, item.State == "Covered", item.State))];
            int stops = uses.Count(use => use.Stops);
            return new AccountUsage(id, stops == 0 ? "Revoke it, and nothing stops." : $"Revoke it, and {stops} {(stops == 1 ? "module" : "modules")} cannot run any more.", uses, []);
        }
    }

    public async Task<CloneAccountResult> CloneAccountAsync(string id, CloneAccountRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("clone", cancellationToken);
        lock (_gate)
        {
            AccountSummary original = _accounts[id];
            string copy = $"00000000-0000-4000-9000-{++_made:000000000000}";
            _values[copy] = [];
            _accounts[copy] = original with
            {
                Id = copy,
                Name = request.Name ?? original.Name,
                Environment = request.Environment,
                Verdict = null,
                LastAttempt = null,
                Verified = false,
                Findings = null,
                Fields = [.. original.Fields.Select(field => field with { IsSet = false, Value = null, UpdatedAt = null })],
            };
            return new CloneAccountResult(_accounts[copy], [.. original.Fields.Select(field => field.Key)]);
        }
    }

    public async Task<AccountSummary> RestoreAccountAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("restore", cancellationToken);
        lock (_gate)
        {
            if (!_trash.Remove(id, out AccountSummary? account))
                throw new HostApiException(HttpStatusCode.Conflict, "The account is not deleted. There is nothing to bring back.", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));
            return _accounts[id] = account;
        }
    }

    public async Task<VerificationRun> StartVerificationAsync(VerifyManyRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("start run", cancellationToken);
        lock (_gate)
        {
            string run = $"run{Runs.Count}";
            string[] ids = [.. request.AccountIds ?? [.. _accounts.Keys]];
            Runs.Add(ids);
            _runs[run] = (ids, false);
            return new VerificationRun(run, "Running", ids.Length, 0, []);
        }
    }

    public Task<VerificationRun> GetVerificationAsync(string runId, CancellationToken cancellationToken = default) => throw Unused();

    public async IAsyncEnumerable<VerificationOutcome> WatchVerificationAsync(string runId, int seen = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string[] ids = _runs[runId].Ids;
        for (int index = seen; index < ids.Length; index++)
        {
            if (index == seen + 1 && BreakOffs > 0)
            {
                BreakOffs--;
                throw new HostUnavailableException("The events broke off.");
            }

            string id = ids[index];
            bool untestable = _accounts[id].Problem is not null;
            yield return untestable
                ? new VerificationOutcome(id, _accounts[id].Name, null, "no active plugin can test it", index + 1, ids.Length)
                : new VerificationOutcome(id, _accounts[id].Name, await VerifyAsync(id, cancellationToken), null, index + 1, ids.Length);
        }
    }

    public async Task CancelVerificationAsync(string runId, CancellationToken cancellationToken = default)
    {
        await EnterAsync("cancel run", cancellationToken);
        _runs[runId] = (_runs[runId].Ids, true);
    }
}
