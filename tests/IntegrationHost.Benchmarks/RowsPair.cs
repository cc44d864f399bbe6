using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;

namespace IntegrationHost.Benchmarks;

/// <summary>The accounts table over many rows against the same over few: it must not matter how many there are.</summary>
internal static class RowsPair
{
    private const int Few = 100;
    private const int Many = 100_000;
    private const int Rounds = 15;

    public static async Task RunAsync()
    {
        Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
        using var few = new Headless(Few);
        using var many = new Headless(Many);
        await few.RefreshAsync();
        await many.RefreshAsync();
        Compare("accounts, jump to the last row and draw", few, many, screen => screen.Press(Key.End), screen => screen.Press(Key.Home));
        Compare("accounts, a page down and draw", few, many, screen => screen.Press(Key.PageDown), _ => { });
        Compare("accounts, filter for one of them and draw", few, many, screen => screen.Type("/ACCOUNT_0000042"), screen => screen.Press(Key.Esc));
        Compare("accounts, reverse the order and draw", few, many, screen => screen.Type("S"), _ => { });
        Compare("console, half-second tick", few, many, screen => screen.Tick(), _ => { });
        (double ofMany, double ofFew) = (await many.RefreshAsync(), await few.RefreshAsync());
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fresh data of {Many} accounts, taken on the screen's thread: {ofMany:F0} ms; of {Few}: {ofFew:F1} ms"));
    }

    private static void Compare(string what, Headless few, Headless many, Action<Headless> act, Action<Headless> back)
    {
        foreach (Headless screen in new[] { few, many })
        {
            Time(screen, act);
            back(screen);
            screen.Draw();
        }

        var pairs = new (double, double)[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            pairs[round] = (Time(few, act), Time(many, act));
            back(few);
            back(many);
            few.Draw();
            many.Draw();
        }

        Pair.Report($"{what}, {Many} against {Few}", pairs);
    }

    private static double Time(Headless screen, Action<Headless> act)
    {
        long begin = Stopwatch.GetTimestamp();
        act(screen);
        screen.Draw();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    /// <summary>The whole console without a terminal, on a host that only answers.</summary>
    private sealed class Headless : IDisposable
    {
        private readonly UiDispatcher ui = new();
        private readonly IApplication app;
        private readonly SessionToken session;
        private readonly DashboardModel model;
        private readonly DashboardView view;

        public Headless(int accounts)
        {
            IIntegrationHostClient host = DispatchProxy.Create<IIntegrationHostClient, AnsweringHost>();
            ((AnsweringHost)host).Accounts = [.. Enumerable.Range(0, accounts).Select(Account)];
            app = Application.Create();
            app.Init(DriverRegistry.Names.ANSI);
            app.Driver!.SetScreenSize(120, 36);
            model = new DashboardModel(Task.FromResult(host), new ConsoleOptions { Version = "0.1.0", Location = "here" }, ui, TimeProvider.System);
            view = new DashboardView(model, new Ink(ColorMode.TrueColor));
            SynchronizationContext? context = SynchronizationContext.Current;
            session = app.Begin(view)!;
            SynchronizationContext.SetSynchronizationContext(context);
        }

        /// <summary>Reads, and takes what was read.</summary>
        /// <returns>Milliseconds that taking it cost the screen's thread.</returns>
        public async Task<double> RefreshAsync()
        {
            await model.Feed.RefreshAsync(CancellationToken.None);
            long begin = Stopwatch.GetTimestamp();
            ui.Drain();
            double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            Draw();
            return elapsed;
        }

        public void Press(Key key) => app.InjectKey(key);

        public void Type(string text)
        {
            foreach (char letter in text)
                app.InjectKey(letter);
        }

        public void Tick() => model.Tick();

        public void Draw()
        {
            ui.Drain();
            app.LayoutAndDraw(true);
        }

        public void Dispose()
        {
            app.End(session);
            view.Dispose();
            model.Dispose();
            app.Dispose();
        }

        private static AccountSummary Account(int index) => new(
            Guid.NewGuid().ToString(), $"ACCOUNT_{index:d7}", "slack", "Slack", "bot-token", index % 3 == 0 ? "production" : "staging", "ready", true, "https://slack.com/api", ["slack.com"], [],
            null, null, 0, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null);
    }

    /// <summary>Answers what the dashboard asks.</summary>
    [SuppressMessage("Performance", "CA1852", Justification = "The platform makes the proxy's class of it.")]
    private class AnsweringHost : DispatchProxy
    {
        public IReadOnlyList<AccountSummary> Accounts { get; set; } = [];

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IIntegrationHostClient.GetStatusAsync) => Task.FromResult(new HostStatus("0.1.0", "here", 1, DateTimeOffset.UnixEpoch, false, 0, 0)),
            nameof(IIntegrationHostClient.GetHeroMetricsAsync) => Task.FromResult(new HeroMetrics(Accounts.Count, Accounts.Count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            nameof(IIntegrationHostClient.GetAccountsAsync) => Task.FromResult(Accounts),
            nameof(IIntegrationHostClient.GetCatalogAsync) => Task.FromResult<IReadOnlyList<ProviderCard>>([]),
            nameof(IIntegrationHostClient.GetCoverageAsync) => Task.FromResult(new CoverageReport(0, 0, 0, [], [])),
            _ => throw new NotSupportedException($"The dashboard asks for {targetMethod.Name}: let the benchmark answer it."),
        };
    }
}
