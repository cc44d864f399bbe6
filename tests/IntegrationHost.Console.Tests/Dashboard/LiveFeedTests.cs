using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Dashboard;

public sealed class LiveFeedTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FixedTime time = new();
    private readonly UiDispatcher ui = new();
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly FakeHost host;
    private readonly LiveFeed feed;

    public LiveFeedTests()
    {
        host = SampleHost.Make(time);
        feed = new LiveFeed(Task.FromResult<IIntegrationHostClient>(host), ui, time);
    }

    [Theory]
    [InlineData("verdict", "Valid", "accounts coverage hero status")]
    [InlineData("account.changed", "name", "accounts coverage hero status")]
    [InlineData("coverage", "5/13", "coverage hero status")]
    [InlineData("account.changed", "created", "accounts catalog coverage hero status")]
    [InlineData("module.changed", "linked", "accounts catalog coverage hero status")]
    [InlineData("plugin", "approved", "accounts catalog coverage hero status")]
    [InlineData("lost", null, "accounts catalog coverage hero status")]
    public async Task Event_OfAKind_ReadsWhatItIsAboutAndNothingElse(string kind, string? detail, string expected)
    {
        Task running = feed.RunAsync(stop.Token);
        await UntilAsync(() => feed.Data is not null, "the first data");
        IReadOnlyList<ProviderCard> catalog = feed.Data!.Catalog;
        Forget();
        host.Tell(kind, detail);
        await UntilAsync(() => Reads().Length > 0 && Reads() == expected, $"reading {expected}; it was {Reads()}");
        if (!expected.Contains("catalog", StringComparison.Ordinal))
            Assert.Same(catalog, feed.Data.Catalog);
        await EndAsync(running);
    }

    [Fact]
    public async Task Host_ThatTells_IsListenedTo()
    {
        Assert.False(feed.IsTold);
        Task running = feed.RunAsync(stop.Token);
        await UntilAsync(() => feed.IsTold, "listening");
        await EndAsync(running);
    }

    [Fact]
    public async Task Silence_OfAHostThatTells_ReadsTheMetricsOnly_UntilTheyDiffer()
    {
        Task running = feed.RunAsync(stop.Token);
        await UntilAsync(() => feed.Data is not null, "the first data");
        Forget();
        await UntilAsync(() => Reads() == "hero status", $"reading the metrics; it was {Reads()}", TimeSpan.FromSeconds(1));
        // Something that no event has told of.
        host.AddAccount("new", "UNTOLD", "slack", "staging", verdict: null);
        await UntilAsync(() => feed.Data!.Accounts.Any(account => account.Name == "UNTOLD"), "the account", TimeSpan.FromSeconds(1));
        await EndAsync(running);
    }

    [Fact]
    public async Task Read_OvertakenByASmallerOne_LosesNothing()
    {
        await feed.RefreshAsync(stop.Token);
        ui.Drain();
        TaskCompletionSource gate = new();
        int catalogs = 0;
        host.Before = call => call == "catalog" && catalogs++ == 0 ? gate.Task : Task.CompletedTask;
        host.Catalog = [.. host.Catalog.Skip(1)];
        Task slow = feed.RefreshAsync(LiveParts.Catalog, stop.Token);
        await feed.RefreshAsync(LiveParts.None, stop.Token);
        ui.Drain();
        Assert.Equal(host.Catalog.Count, feed.Data!.Catalog.Count);
        gate.SetResult();
        await slow;
    }

    [Fact]
    public async Task Read_ThatFailed_IsOwed()
    {
        await feed.RefreshAsync(stop.Token);
        ui.Drain();
        host.AddAccount("new", "OWED", "slack", "staging", verdict: null);
        host.Before = call => call == "accounts" ? throw new HostUnavailableException("gone") : Task.CompletedTask;
        await feed.RefreshAsync(LiveParts.Accounts, stop.Token);
        ui.Drain();
        Assert.Equal("gone", feed.Problem);
        host.Before = _ => Task.CompletedTask;
        await feed.RefreshAsync(LiveParts.None, stop.Token);
        ui.Drain();
        Assert.Null(feed.Problem);
        Assert.Contains(feed.Data!.Accounts, account => account.Name == "OWED");
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private void Forget() => host.ForgetCalls();

    private string Reads() => string.Join(' ', host.Calls.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    // The clock stands still but for what is moved here: time for changes to gather.
    private async Task UntilAsync(Func<bool> wanted, string what, TimeSpan? step = null)
    {
        using CancellationTokenSource limit = new(Patience);
        while (!wanted())
        {
            Assert.False(limit.IsCancellationRequested, $"It never came to {what}.");
            await Task.Delay(2, stop.Token);
            time.Advance(step ?? TimeSpan.FromMilliseconds(20));
            ui.Drain();
        }
    }

    private async Task EndAsync(Task running)
    {
        await stop.CancelAsync();
        await running;
    }
}
