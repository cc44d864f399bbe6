using System.Diagnostics;
using System.Globalization;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Benchmarks;

/// <summary>What the trail costs: a write of the store with an event against the same write without one, and a walk over a million events.</summary>
internal static class AuditPair
{
    private const int Rounds = 7;
    private const int Writes = 200;
    private const int Events = 1_000_000;
    private const int Batch = 2000;

    public static async Task RunAsync()
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            HostPaths paths = HostPaths.Resolve(Path.Combine(root, "data"), name => name is "XDG_CONFIG_HOME" or "XDG_RUNTIME_DIR" ? Path.Combine(root, "config") : null);
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, CancellationToken.None);
            await WriteAsync(store, recorded: false);
            await WriteAsync(store, recorded: true);
            var pairs = new (double, double)[Rounds];
            var tails = new (double, double)[Rounds];
            for (int round = 0; round < Rounds; round++)
            {
                (double Median, double P99) without = await WriteAsync(store, recorded: false), with = await WriteAsync(store, recorded: true);
                pairs[round] = (without.Median, with.Median);
                tails[round] = (without.P99, with.P99);
            }

            Pair.Report($"Write with an event, median of {Writes}, against one without", pairs);
            Pair.Report($"Write with an event, 99th of {Writes}, against one without", tails);
            await WalkAsync(store);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(double Median, double P99)> WriteAsync(HostStore store, bool recorded)
    {
        double[] times = new double[Writes];
        for (int number = 0; number < Writes; number++)
        {
            long begin = Stopwatch.GetTimestamp();
            await using (StoreWrite write = await store.BeginAsync(CancellationToken.None))
            {
                MetaRow? row = await write.Context.Meta.FirstOrDefaultAsync(known => known.Key == "bench");
                if (row is null)
                {
                    row = new MetaRow { Key = "bench", Value = "" };
                    write.Context.Meta.Add(row);
                }

                row.Value = Guid.NewGuid().ToString();
                if (recorded)
                    write.Record(new AuditEvent(AuditActions.AccountChange, "account", "bench", AuditResults.Ok, ("fields", "token")));
                await write.CommitAsync(CancellationToken.None);
            }

            times[number] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }

        Array.Sort(times);
        return (times[Writes / 2], times[Writes * 99 / 100]);
    }

    private static async Task WalkAsync(HostStore store)
    {
        AuditEvent[] batch = [.. Enumerable.Range(0, Batch).Select(number => new AuditEvent(AuditActions.AccountVerify, "account", Guid.NewGuid().ToString(), AuditResults.Ok, ("verdict", "Valid"), ("status", "200")))];
        for (int begin = 0; begin < Events; begin += Batch)
        {
            await using StoreWrite write = await store.BeginAsync(CancellationToken.None);
            foreach (AuditEvent happened in batch)
                write.Record(happened);
            await write.CommitAsync(CancellationToken.None);
        }

        long start = Stopwatch.GetTimestamp();
        AuditReport report = await new AuditService(store).VerifyAsync(1, long.MaxValue, anchorPath: null, CancellationToken.None);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Walk over {report.Rows} events: {report.Verdict}, {seconds:F1} s, working set {process.WorkingSet64 / 1e6:F0} MB"));
    }
}
