using System.Runtime.CompilerServices;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Core.Verification;

/// <summary>One run over many accounts, as it goes on.</summary>
public sealed class VerificationRun
{
    private static long last;

    private readonly Lock gate = new();
    private readonly List<VerificationStep> steps = [];
    private readonly CancellationTokenSource cancellation;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string state = "Running";

    internal VerificationRun(Guid id, int total, CancellationTokenSource cancellation)
    {
        Id = id;
        Total = total;
        this.cancellation = cancellation;
        Cancelled = cancellation.Token;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; }

    /// <summary>Accounts of the run.</summary>
    public int Total { get; }

    /// <summary>Who began it.</summary>
    internal Guid BegunBy { get; } = ActingAs.Current.PrincipalId;

    internal long Number { get; } = Interlocked.Increment(ref last);

    internal CancellationToken Cancelled { get; }

    internal bool HasEnded => Snapshot().State != "Running";

    /// <summary>Where it stands: <c>Running</c>, <c>Completed</c>, <c>Cancelled</c> or <c>Failed</c>, and the steps so far.</summary>
    public (string State, IReadOnlyList<VerificationStep> Steps) Snapshot()
    {
        lock (gate)
            return (state, [.. steps]);
    }

    /// <summary>Begins no further smoke test; those that are on their way end by themselves.</summary>
    public void Cancel() => cancellation.Cancel();

    /// <summary>The steps as they come, until the run ends.</summary>
    /// <param name="from">How many to leave out, for one who has seen them.</param>
    /// <param name="cancellationToken">Stops watching; the run goes on.</param>
    public async IAsyncEnumerable<VerificationStep> WatchAsync(int from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int next = Math.Max(0, from); ;)
        {
            Task change;
            VerificationStep[] fresh;
            bool ended;
            lock (gate)
            {
                (change, fresh, ended) = (changed.Task, [.. steps.Skip(next)], state != "Running");
            }

            foreach (VerificationStep step in fresh)
                yield return step;
            next += fresh.Length;
            if (ended)
                yield break;
            await change.WaitAsync(cancellationToken);
        }
    }

    internal void Add(Account account, (Verdict? Verdict, string? Problem) outcome)
    {
        lock (gate)
        {
            steps.Add(new VerificationStep(account.Id, account.Name, outcome.Verdict, outcome.Problem, steps.Count + 1));
            Wake();
        }
    }

    internal void End(string how)
    {
        lock (gate)
        {
            state = how;
            Wake();
        }
    }

    private void Wake()
    {
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
