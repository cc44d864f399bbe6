using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Dashboard;

public sealed class TurnsTests
{
    [Fact]
    public async Task HeldKey_GetsTheBurst_ThenOneInAnInterval()
    {
        FixedTime time = new();
        Turns turns = new(time, burst: 4, TimeSpan.FromMilliseconds(500));
        Task<bool>[] asked = [.. Enumerable.Range(0, 60).Select(_ => turns.TakeAsync(TestContext.Current.CancellationToken))];
        Task<bool> waiting = Assert.Single(asked, one => !one.IsCompleted);
        Assert.Equal(4, asked.Count(one => one.IsCompletedSuccessfully && one.GetAwaiter().GetResult()));
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(await waiting);
        Assert.False(turns.TakeAsync(TestContext.Current.CancellationToken).IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await turns.TakeAsync(TestContext.Current.CancellationToken));
    }
}
