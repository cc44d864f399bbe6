using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>R-01 and R-06: the host is killed in the middle of writes, and started twice. The process that was told of a success outlives it.</summary>
public sealed class KillTests
{
    private const int Clients = 16;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static bool IsFull => Environment.GetEnvironmentVariable("INTEGRATION_HOST_FULL_TESTS") == "1";

    [Fact]
    public async Task Kill_InTheMiddleOfWrites_LosesNothingThatWasTold()
    {
        // Parts of the full run differ in their seed.
        int kills = Number("INTEGRATION_HOST_KILLS") ?? (IsFull ? 500 : 8), lost = 0, unsound = 0;
        using var program = new HostProgram();
        var random = new Random(Number("INTEGRATION_HOST_SEED") ?? 11);
        ConcurrentDictionary<string, Told> told = new();
        List<double> starts = [];
        for (int kill = 0; kill <= kills; kill++)
        {
            long begin = Stopwatch.GetTimestamp();
            using Process owner = program.Start(redirectInput: false, "serve");
            try
            {
                await UntilServingAsync(owner);
                starts.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                using IntegrationHostClient client = ClientOf(program);
                (int missing, bool sound) = await CompareAsync(client, told);
                lost += missing;
                unsound += sound ? 0 : 1;
                if (kill == kills)
                {
                    break;
                }

                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
                Task[] writers = [.. Enumerable.Range(0, Clients).Select(writer => Task.Run(() => WriteAsync(program, told, (kill * Clients) + writer, stop.Token)))];
                int before = told.Count;
                for (int wait = 0; told.Count == before && wait < 2000; wait++)
                {
                    await Task.Delay(5, Token);
                }

                await Task.Delay(random.Next(5, 500), Token);
                owner.Kill(entireProcessTree: true);
                await stop.CancelAsync();
                await Task.WhenAll(writers);
            }
            finally
            {
                if (!owner.HasExited)
                {
                    owner.Kill(entireProcessTree: true);
                }

                await owner.WaitForExitAsync(CancellationToken.None);
            }
        }

        starts.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"R-01: {kills} kills, {told.Count} accounts told of, {lost} lost, {unsound} unsound stores, start median {starts[starts.Count / 2]:0} ms, longest {starts[^1]:0} ms");
        Assert.True(told.Count > kills, "Hardly anything was written before the kills: they prove nothing.");
        Assert.Equal((0, 0), (lost, unsound));
    }

    [Fact]
    public async Task Second_Owner_IsRefusedAtOnceAndNamesTheFirst()
    {
        int starts = IsFull ? 100 : 5;
        using var program = new HostProgram();
        using Process owner = program.Start(redirectInput: false, "serve");
        List<double> times = [];
        try
        {
            await UntilServingAsync(owner);
            for (int start = 0; start < starts; start++)
            {
                long begin = Stopwatch.GetTimestamp();
                HostRun second = await program.RunAsync(null, "serve");
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                Assert.True(second.ExitCode == 69, second.Error);
                Assert.Contains($"process {owner.Id}", second.Error, StringComparison.Ordinal);
            }
        }
        finally
        {
            owner.Kill(entireProcessTree: true);
            await owner.WaitForExitAsync(CancellationToken.None);
        }

        long after = Stopwatch.GetTimestamp();
        using Process next = program.Start(redirectInput: false, "serve");
        await UntilServingAsync(next);
        double takeover = Stopwatch.GetElapsedTime(after).TotalMilliseconds;
        next.Kill(entireProcessTree: true);
        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine($"R-06: {starts} second starts refused with 69, median {times[times.Count / 2]:0} ms, longest {times[^1]:0} ms; start after a kill {takeover:0} ms");
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : null;

    /// <summary>Creates, replaces, deletes and rotates until it is stopped or the host is gone; notes what it was told.</summary>
    private static async Task WriteAsync(HostProgram program, ConcurrentDictionary<string, Told> told, int writer, CancellationToken cancellationToken)
    {
        using IntegrationHostClient client = ClientOf(program);
        var random = new Random(writer);
        List<string> own = [];
        for (int index = 0; !cancellationToken.IsCancellationRequested; index++)
        {
            try
            {
                switch (own.Count == 0 ? 0 : random.Next(20))
                {
                    case < 9:
                        CreateAccountResult made = await client.CreateAccountAsync(
                            new CreateAccountRequest { ProviderId = "slack", Name = $"W{writer}", Fields = Fields(writer, index) }, cancellationToken);
                        own.Add(made.Account.Id);
                        told[made.Account.Id] = new Told(Deleted: false);
                        break;
                    case < 17:
                        await client.SetFieldsAsync(own[^1], new SetFieldsRequest { Fields = Fields(writer, index) }, cancellationToken);
                        break;
                    case < 19:
                        string id = own[0];
                        own.RemoveAt(0);
                        told[id] = new Told(Deleted: null);
                        await client.DeleteAccountAsync(id, cancellationToken);
                        told[id] = new Told(Deleted: true);
                        break;
                    default:
                        await client.RotateAsync(cancellationToken);
                        break;
                }
            }
            catch (Exception exception) when (exception is HostUnavailableException or OperationCanceledException or IOException)
            {
                return;
            }
        }
    }

    private static async Task<(int Missing, bool Sound)> CompareAsync(IntegrationHostClient client, ConcurrentDictionary<string, Told> told)
    {
        HashSet<string> found = [.. (await client.GetAccountsAsync(Token)).Select(account => account.Id)];
        int missing = told.Count(entry => entry.Value.Deleted == found.Contains(entry.Key));
        IReadOnlyList<AccountSummary> accounts = await client.GetAccountsAsync(Token);
        bool whole = accounts.All(account => account.Fields.Any(field => field is { Key: "botToken", IsSet: true }) && account.Problem is null);
        return (missing, whole && (await client.VerifyStoreAsync(Token)).Sound);
    }

    private static Dictionary<string, string> Fields(int writer, int index) => new() { ["botToken"] = $"xoxb-{writer:d10}-{index:d10}-killtest{index:d8}" };

    private static IntegrationHostClient ClientOf(HostProgram program)
    {
        string token = File.ReadAllText(Path.Combine(program.DataDirectory, "api.token")).Trim();
        return IntegrationHostClient.OverSocket(Path.Combine(program.DataDirectory, "run", "host.sock"), token);
    }

    private static async Task UntilServingAsync(Process owner)
    {
        string? line = await owner.StandardOutput.ReadLineAsync(Token);
        Assert.True(line is not null, line is null ? await owner.StandardError.ReadToEndAsync(Token) : "");
    }

    /// <summary>What a client knows of an account: not deleted, deleted, or asked to be deleted without an answer yet (<c>null</c>).</summary>
    private sealed record Told(bool? Deleted);
}
