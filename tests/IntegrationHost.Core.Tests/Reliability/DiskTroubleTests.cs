using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>R-03 and R-04: a disk that is full, read-only, or whose file is taken away, while the host runs.</summary>
public sealed class DiskTroubleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Full_AtManyPoints_LosesNothingAndGoesOnWhenThereIsSpace()
    {
        int points = Amount.Of(25, 50), refused = 0;
        using TestDirectory directory = new();
        using RecordingFileSystem disk = new();
        HostPaths paths = directory.Paths with { Tuning = new SqliteTuning("FULL", disk.Name) };
        HashSet<Guid> told = [];
        await using (HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, Token))
        {
            AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
            for (int point = 0; point < points; point++)
            {
                disk.FreeBytes = point * 8192;
                for (int write = 0; write < 40; write++)
                {
                    try
                    {
                        told.Add((await accounts.CreateAsync(AccountLoad.Draft(point, write), Token)).Account.Id);
                    }
                    catch (Exception exception) when (StorageFailure.Find(exception)?.Kind == StorageFailureKind.Full)
                    {
                        refused++;
                        break;
                    }
                }

                Assert.Equal(told.Count, (await accounts.ListAsync(Token)).Count);
                disk.FreeBytes = -1;
                told.Add((await accounts.CreateAsync(AccountLoad.Draft(point, 99), Token)).Account.Id);
                await store.CheckpointAsync(Token);
            }

            Assert.Equal(points, refused);
            disk.FreeBytes = 0;
            StoreBackup backup = new(store, TimeProvider.System);
            Assert.Equal(StoreException.InputOutput, (await Assert.ThrowsAsync<StoreException>(() => backup.MakeAsync("full", Token))).ExitCode);
            Assert.DoesNotContain(Directory.EnumerateFiles(paths.DataDirectory), path => path.EndsWith(".tmp", StringComparison.Ordinal));
            await store.SealAsync("test");
            Assert.True(store.IsSealed);
            disk.FreeBytes = -1;
        }

        await using HostStore again = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        Assert.Equal(told.Order(), (await new AccountService(again, new TestCatalog(), TimeProvider.System).ListAsync(Token)).Select(account => account.Id).Order());
        StoreReport report = await new StoreBackup(again, TimeProvider.System).ExamineAsync(Token);
        Assert.True(report.IsSound);
        Amount.Report($"R-03: {points} points of a full disk, {refused} refused, {told.Count} told of, 0 lost");
    }

    [Fact]
    public async Task ReadOnly_WritesAreRefused_ReadsGoOn()
    {
        using TestDirectory directory = new();
        using RecordingFileSystem disk = new();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths with { Tuning = new SqliteTuning("FULL", disk.Name) }, TimeProvider.System, Token);
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        await accounts.CreateAsync(AccountLoad.Draft(0, 0), Token);
        disk.IsReadOnly = true;

        Exception? refusal = await Record.ExceptionAsync(() => accounts.CreateAsync(AccountLoad.Draft(0, 1), Token));

        Assert.Equal(StorageFailureKind.ReadOnly, StorageFailure.Find(refusal)?.Kind);
        Assert.Single(await accounts.ListAsync(Token));
        disk.IsReadOnly = false;
        await accounts.CreateAsync(AccountLoad.Draft(0, 2), Token);
        Assert.Equal(2, (await accounts.ListAsync(Token)).Count);
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("replaced")]
    public async Task DatabaseFile_TakenAwayWhileRunning_TakesNoMoreWrites(string how)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Files are told apart on Linux only.");
        using TestDirectory directory = new();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        await accounts.CreateAsync(AccountLoad.Draft(0, 0), Token);
        File.Move(directory.Paths.DatabasePath, directory.Paths.DatabasePath + ".away");
        if (how == "replaced")
            File.Copy(directory.Paths.DatabasePath + ".away", directory.Paths.DatabasePath);

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => accounts.CreateAsync(AccountLoad.Draft(0, 1), Token));

        Assert.Contains(directory.Paths.DatabasePath, refusal.Message, StringComparison.Ordinal);
        Assert.Single(await accounts.ListAsync(Token));
    }
}
