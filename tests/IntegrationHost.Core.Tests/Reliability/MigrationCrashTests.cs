using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>R-09: the process is killed, or the power goes, at any point of a migration. The next start finishes it and gives every secret.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class MigrationCrashTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. ReleasedStores.Names.SkipLast(ReleasedStores.LastIsPresent ? 1 : 0)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Migration_InterruptedAnywhere_EndsAtTheNextStart(string name)
    {
        int cuts = Amount.Of(30, 100), hung = 0, opened = 0;
        using TestDirectory directory = new();
        using RecordingFileSystem disk = new();
        IReadOnlyList<ReleasedStores.ReleasedSecret> secrets = ReleasedStores.CopyTo(name, directory.Paths);
        string database = directory.Paths.DatabasePath;
        string[] files = [database, database + "-wal", database + "-journal"];
        CrashImage image = new(files);
        await (await HostStore.OpenAsync(directory.Paths with { Tuning = new SqliteTuning("FULL", disk.Name) }, TimeProvider.System, Token)).DisposeAsync();
        string backup = Assert.Single(Directory.EnumerateFiles(directory.Paths.DataDirectory, "*.before-*"));
        Assert.Empty(await DatabaseCopy.FindDamageAsync(backup, Token));
        DiskOperation[] operations = [.. disk.Operations.Where(operation => files.Contains(operation.Path))];
        HashSet<int> points = [.. Enumerable.Range(0, cuts).Select(cut => (int)((long)cut * operations.Length / cuts))];
        Random random = new(9);
        for (int index = 0; index < operations.Length; index++)
        {
            image.Apply(operations[index]);
            if (!points.Contains(index))
                continue;

            Put(files, opened % 2 == 0 ? image.Everything() : image.Some(random));

            // The anchor is outside of what is replayed: as it was before the first event.
            File.Delete(directory.Paths.AuditAnchorPath);
            using (AuditAnchor anchor = AuditAnchor.Open(directory.Paths.AuditAnchorPath, Guid.NewGuid(), state: null))
                anchor.Advance(AuditHead.Origin, keyTerm: 1, always: true);
            Task<HostStore> opening = HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
            if (await Task.WhenAny(opening, Task.Delay(TimeSpan.FromSeconds(30), Token)) != opening)
            {
                hung++;
                continue;
            }

            await using HostStore store = await opening;
            AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
            foreach (ReleasedStores.ReleasedSecret secret in secrets)
            {
                using SecretText? text = await (await accounts.OpenCredentialAsync(secret.AccountId, Token)).Source.ReadAsync(secret.Field, Token);
                Assert.Equal(secret.Value, new string(text!.Reveal()));
            }

            opened++;
        }

        Amount.Report($"R-09: {name}: {points.Count} interruptions of {operations.Length} disk operations: {opened} opened with every secret, {hung} hung");
        Assert.Equal((points.Count, 0), (opened, hung));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Migration_OfManyAccounts_KeepsEverySecret(string name)
    {
        int count = Amount.Of(500, 10_000);
        using TestDirectory directory = new();
        ReleasedStores.CopyTo(name, directory.Paths);
        await ReleasedStores.AddAccountsAsync(directory.Paths, count, Token);

        long begin = System.Diagnostics.Stopwatch.GetTimestamp();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        double seconds = System.Diagnostics.Stopwatch.GetElapsedTime(begin).TotalSeconds;

        StoreReport report = await new StoreBackup(store, TimeProvider.System).ExamineAsync(Token);
        Amount.Report($"R-09: {name}: {report.Accounts} accounts opened in {seconds:0.0} s, {report.Secrets} secrets open, {report.Damaged.Count} do not");
        Assert.True(report.IsSound);
        Assert.Equal(count + 24, report.Secrets);
        Assert.True(seconds < 30, $"The start took {seconds:0} s.");
    }

    private static void Put(string[] files, Dictionary<string, byte[]> content)
    {
        File.Delete(files[0] + "-shm");
        foreach (string file in files)
        {
            File.Delete(file);
            if (!content.TryGetValue(file, out byte[]? bytes))
                continue;
            File.WriteAllBytes(file, bytes);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
