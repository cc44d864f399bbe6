using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>R-13: many writers at once. None is told that the database is busy, and none waits for long.</summary>
public sealed class WriterTests
{
    private const int Writers = 64;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SixtyFourWriters_AllGetTheirTurn()
    {
        int writes = Amount.Of(1280, 100_000);
        using TestDirectory directory = new();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        AccountLoad load = new(store, _ => { });

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => load.RunAsync(writer, writes / Writers, Token))));

        double[] waits = [.. load.Waits.Order()];
        Amount.Report($"R-13: {waits.Length} writes by {Writers} writers: 0 busy, wait median {waits[waits.Length / 2]:0} ms, p99 {waits[waits.Length * 99 / 100]:0} ms, longest {waits[^1]:0} ms; at most {load.Overtaken.Max()} writes of others ended during one");
        Assert.Equal(writes / Writers * Writers, waits.Length);

        // In turn: while one waits, each other has a turn or two. Milliseconds are the machine's, which other work may stop for seconds; they are reported.
        Assert.True(load.Overtaken.Max() <= 8 * Writers, $"{load.Overtaken.Max()} writes of others ended while one waited.");
    }

    [Fact]
    public async Task Transaction_GivenUpWithoutACommit_LetsTheNextWriterIn()
    {
        using TestDirectory directory = new();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        for (int round = 0; round < 20; round++)
        {
            await Assert.ThrowsAsync<NotFoundException>(() => accounts.ChangeAsync(Guid.NewGuid(), new AccountChange { Name = "NOBODY" }, Token));
            await accounts.CreateAsync(AccountLoad.Draft(0, round), Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
        }
    }
}
