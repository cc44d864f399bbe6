using IntegrationHost.Client;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>The whole console as models, without any screen.</summary>
internal sealed class SampleModel : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly UiDispatcher _ui = new();

    private SampleModel(FakeHost host, FixedTime time, ConsoleOptions options)
    {
        Host = host;
        Time = time;
        Model = new DashboardModel(Task.FromResult<IIntegrationHostClient>(host), options, _ui, time);
    }

    public DashboardModel Model { get; }

    public FakeHost Host { get; }

    public FixedTime Time { get; }

    /// <summary>The models on the sample, after their first data.</summary>
    public static async Task<SampleModel> OpenAsync(ConsoleOptions? options = null, Func<FixedTime, FakeHost>? host = null)
    {
        FixedTime time = new();
        SampleModel sample = new(host?.Invoke(time) ?? SampleHost.Make(time), time, options ?? new ConsoleOptions());
        await sample.RefreshAsync();
        return sample;
    }

    /// <summary>Reads fresh data and takes it.</summary>
    public async Task RefreshAsync()
    {
        await Model.Feed.RefreshAsync(TestContext.Current.CancellationToken);
        _ui.Drain();
    }

    /// <summary>Presses keys by their tokens.</summary>
    public void Press(params string[] tokens)
    {
        foreach (string token in tokens)
            Model.Press(token, token.Length == 1 ? token : null);
    }

    /// <summary>Types text.</summary>
    public void Type(string text)
    {
        foreach (char letter in text)
            Model.Press(letter.ToString(), letter.ToString());
    }

    /// <summary>Takes what background work hands over, until something is so.</summary>
    public async Task UntilAsync(Func<bool> wanted, string what)
    {
        using CancellationTokenSource limit = new(Patience);
        while (true)
        {
            _ui.Drain();
            if (wanted())
                return;
            Assert.False(limit.IsCancellationRequested, $"It never came to: {what}. The last message: {Model.Toast?.Text}");
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    public void Dispose() => Model.Dispose();
}
