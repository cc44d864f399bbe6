using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>R-02: at every success that a writer is told of, the power goes. What it was told of must be there, in whatever state the disk may be.</summary>
public sealed class PowerCutTests
{
    private const int Writers = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_AtEveryAcknowledgement_LosesNothing()
    {
        // Several records of some hundred successes: each look at a disk takes as long as its database is large.
        int rounds = Amount.Part(Amount.Of(1, 4)), each = Amount.Of(80, 500);
        PowerCutResult result = new(0, 0, 0, 0);
        for (int round = 0; round < rounds; round++)
        {
            PowerCutResult one = await CutAsync("FULL", each, Amount.Of(6, 21));
            result = new(result.Points + one.Points, result.States + one.States, result.Lost + one.Lost, result.Corrupt + one.Corrupt);
        }

        Amount.Report($"R-02: {result.Points} acknowledgements x {result.States / Math.Max(1, result.Points)} states: {result.Lost} lost, {result.Corrupt} corrupt");
        Assert.True(result.Points >= rounds * each, $"Only {result.Points} acknowledgements.");
        Assert.Equal((0, 0), (result.Lost, result.Corrupt));
    }

    [Fact]
    public async Task Control_WithoutAFlushAtEachCommit_ReportsLosses()
    {
        PowerCutResult result = await CutAsync("NORMAL", 40, 3);
        Amount.Report($"R-02 control (synchronous=NORMAL): {result.Points} acknowledgements, {result.Lost} lost, {result.Corrupt} corrupt");
        Assert.True(result.Lost > 0, "The replay finds no loss where there must be some: it proves nothing.");
    }

    private static async Task<PowerCutResult> CutAsync(string synchronous, int acknowledgements, int statesEach)
    {
        using TestDirectory directory = new();
        using RecordingFileSystem disk = new();
        HostPaths paths = directory.Paths with { Tuning = new SqliteTuning(synchronous, disk.Name) };
        string[] files = [paths.DatabasePath, paths.DatabasePath + "-wal", paths.DatabasePath + "-journal"];
        CrashImage image = new(files);
        await using (HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, Token))
        {
            AccountLoad load = new(store, disk.Acknowledge);
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => load.RunAsync(writer, (acknowledgements + Writers - 1) / Writers, Token))));
        }

        return await ReplayAsync(image, disk.Operations, paths.DatabasePath, statesEach);
    }

    private static async Task<PowerCutResult> ReplayAsync(CrashImage image, IReadOnlyList<DiskOperation> operations, string database, int statesEach)
    {
        Random random = new(1);
        Dictionary<Guid, AcknowledgedWrite> told = [];

        // An account whose deletion is under way when the power goes may be there or not.
        HashSet<Guid> deleted = [.. operations.Select(operation => operation.What).OfType<AcknowledgedWrite>().Where(write => write.Deleted).Select(write => write.Id)];
        PowerCutResult result = new(0, 0, 0, 0);
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("ih-cut-");
        try
        {
            foreach (DiskOperation operation in operations)
            {
                image.Apply(operation);
                if (operation.What is not AcknowledgedWrite write)
                    continue;

                told[write.Id] = write;
                result = result with { Points = result.Points + 1 };
                for (int state = 0; state < statesEach; state++)
                {
                    (bool lost, bool corrupt) = await ExamineAsync(scratch.FullName, database, state == 0 ? image.Flushed() : image.Some(random), told.Values, deleted);
                    result = result with { States = result.States + 1, Lost = result.Lost + (lost ? 1 : 0), Corrupt = result.Corrupt + (corrupt ? 1 : 0) };
                }
            }

            return result;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<(bool Lost, bool Corrupt)> ExamineAsync(string scratch, string database, Dictionary<string, byte[]> files, IEnumerable<AcknowledgedWrite> told, HashSet<Guid> deletedLater)
    {
        string copy = Path.Combine(scratch, "cut.db");
        foreach (string suffix in new[] { "", "-wal", "-journal", "-shm" })
        {
            File.Delete(copy + suffix);
            if (files.TryGetValue(database + suffix, out byte[]? content))
                await File.WriteAllBytesAsync(copy + suffix, content);
        }

        try
        {
            await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
            await connection.OpenAsync();
            if ((await DatabaseCopy.FindDamageAsync(connection, CancellationToken.None)).Count > 0)
                return (false, true);

            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "SELECT account.Id, account.Version, (SELECT count(*) FROM account_secrets WHERE AccountId = account.Id) FROM accounts account";
            Dictionary<Guid, (long Version, long Secrets)> found = [];
            await using SqliteDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                found[Guid.Parse(reader.GetString(0))] = (reader.GetInt64(1), reader.GetInt64(2));

            // A writer may have gone on without having been told yet: newer is as good; a deletion it was not told of shows as missing, of its own account only.
            bool lost = told.Any(write => write.Deleted ? found.ContainsKey(write.Id) : found.TryGetValue(write.Id, out (long Version, long Secrets) row) ? row.Version < write.Version || row.Secrets != 1 : !deletedLater.Contains(write.Id));
            return (lost, false);
        }
        catch (SqliteException exception)
        {
            // No table yet: what was told of cannot be there.
            return exception.SqliteErrorCode == 1 ? (true, false) : (false, true);
        }
    }

    private sealed record PowerCutResult(int Points, int States, int Lost, int Corrupt);
}
