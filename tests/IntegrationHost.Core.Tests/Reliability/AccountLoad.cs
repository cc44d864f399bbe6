using System.Collections.Concurrent;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>Writers of accounts that note what they were told: created, changed to a version, deleted.</summary>
internal sealed class AccountLoad(HostStore store, Action<AcknowledgedWrite> told)
{
    private long done;
    private readonly AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);

    /// <summary>Wait of each write, in milliseconds.</summary>
    public ConcurrentBag<double> Waits { get; } = [];

    /// <summary>How many writes of others ended while each waited: fairness that does not hang on how fast the machine is.</summary>
    public ConcurrentBag<long> Overtaken { get; } = [];

    /// <summary>One writer on accounts of its own: half new ones, the others changed or deleted.</summary>
    public async Task RunAsync(int writer, int writes, CancellationToken cancellationToken)
    {
        Random random = new(writer);
        List<Guid> own = [];
        for (int index = 0; index < writes; index++)
        {
            long before = Interlocked.Read(ref done), begin = System.Diagnostics.Stopwatch.GetTimestamp();
            int choice = own.Count == 0 ? 0 : random.Next(10);
            if (choice < 4)
            {
                Account made = (await accounts.CreateAsync(Draft(writer, index), cancellationToken)).Account;
                own.Add(made.Id);
                told(new AcknowledgedWrite(made.Id, made.Version, Deleted: false));
            }
            else if (choice < 9)
            {
                Account changed = (await accounts.ChangeAsync(own[random.Next(own.Count)], Change(writer, index), cancellationToken)).Account;
                told(new AcknowledgedWrite(changed.Id, changed.Version, Deleted: false));
            }
            else
            {
                Guid id = own[random.Next(own.Count)];
                own.Remove(id);
                await accounts.DeleteAsync(id, cancellationToken);
                told(new AcknowledgedWrite(id, 0, Deleted: true));
            }

            Waits.Add(System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            Overtaken.Add(Interlocked.Increment(ref done) - before - 1);
        }
    }

    public static AccountDraft Draft(int writer, int index) => new()
    {
        ProviderId = "messenger",
        Name = $"W{writer}_{index}",
        Fields = new Dictionary<string, string> { ["token"] = TokenOf(writer, index), ["workspace"] = $"w{writer}" },
    };

    private static AccountChange Change(int writer, int index) => new() { Fields = new Dictionary<string, string?> { ["token"] = TokenOf(writer, index) } };

    private static string TokenOf(int writer, int index) => $"mgb-{writer:x8}{index:x8}0000000000000000";
}

/// <summary>A success that a writer was told of.</summary>
internal sealed record AcknowledgedWrite(Guid Id, long Version, bool Deleted);
