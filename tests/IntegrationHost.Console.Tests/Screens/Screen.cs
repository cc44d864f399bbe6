using IntegrationHost.Client;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;
using Terminal.Gui.Testing;
using Terminal.Gui.Time;

namespace IntegrationHost.Console.Tests.Screens;

/// <summary>The whole console without a terminal: a fixed clock, keys in, frames out.</summary>
internal sealed class Screen : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SessionToken _session;
    private readonly UiDispatcher _ui = new();
    private readonly PasteIntake _intake;

    private Screen(Task<IIntegrationHostClient> client, FixedTime time, int width, int height, ColorMode color, ConsoleOptions options)
    {
        Time = time;
        App = Application.Create(new VirtualTimeProvider());
        App.Init(DriverRegistry.Names.ANSI);
        UnknownKeys.Replace(App);
        App.Driver!.SetScreenSize(width, height);
        Model = new DashboardModel(client, options, _ui, time);
        View = new DashboardView(Model, new Ink(color, options.Theme));
        _intake = new PasteIntake(App, time, Model.Paste, Model.KeepOut);
        // Begin leaves its own context on this thread, and an await in the test would wait for a loop that does not turn.
        SynchronizationContext? context = SynchronizationContext.Current;
        _session = App.Begin(View)!;
        SynchronizationContext.SetSynchronizationContext(context);
    }

    public IApplication App { get; }

    public DashboardModel Model { get; }

    public DashboardView View { get; }

    public FixedTime Time { get; }

    /// <summary>The frame as text.</summary>
    public string Text
    {
        get
        {
            Draw();
            return App.Driver!.ToString()!.ReplaceLineEndings("\n");
        }
    }

    /// <summary>The frame as it is sent to the terminal.</summary>
    public string Ansi
    {
        get
        {
            Draw();
            return App.Driver!.ToAnsi();
        }
    }

    public static Screen Of(Task<IIntegrationHostClient> client, FixedTime time, int width = 120, int height = 36, ColorMode color = ColorMode.TrueColor, ConsoleOptions? options = null) =>
        new(client, time, width, height, color, options ?? new ConsoleOptions { Version = "0.1.0", Location = "~/.local/share/integration-host" });

    /// <summary>A screen on a host, after its first data.</summary>
    public static async Task<Screen> ReadyAsync(IIntegrationHostClient host, FixedTime time, int width = 120, int height = 36, ColorMode color = ColorMode.TrueColor, ConsoleTheme theme = ConsoleTheme.Lcars)
    {
        Screen screen = Of(Task.FromResult(host), time, width, height, color, new ConsoleOptions { Version = "0.1.0", Location = "~/.local/share/integration-host", Theme = theme });
        await screen.RefreshAsync();
        return screen;
    }

    /// <summary>Reads fresh data and shows it.</summary>
    public async Task RefreshAsync()
    {
        await Model.Feed.RefreshAsync(TestContext.Current.CancellationToken);
        _ui.Drain();
    }

    /// <summary>Presses keys, each by its name.</summary>
    public void Press(params Key[] keys)
    {
        foreach (Key key in keys)
            App.InjectKey(key);
    }

    /// <summary>Clicks at a place of the screen.</summary>
    public void Click(int x, int y) => App.InjectSequence(InputInjectionExtensions.LeftButtonClick(new System.Drawing.Point(x, y)));

    /// <summary>Types text.</summary>
    public void Type(string text)
    {
        foreach (char letter in text)
            App.InjectKey(letter);
    }

    /// <summary>Pastes as a terminal does that marks pastes.</summary>
    public void Paste(string text) => App.RaisePasteEvent(text);

    /// <summary>Bytes as they come from a terminal, in one go.</summary>
    public void Send(string characters)
    {
        InputProcessorImpl<char> input = (InputProcessorImpl<char>)App.Driver!.GetInputProcessor();
        foreach (char character in characters)
            input.InputQueue.Enqueue(character);
        input.ProcessQueue();
    }

    /// <summary>Moves the clock, as the main loop would see it.</summary>
    public void Wait(TimeSpan time)
    {
        Time.Advance(time);
        App.RaiseIteration();
    }

    /// <summary>Runs the screen's work until a frame says what is waited for.</summary>
    public Task<string> UntilAsync(string wanted) => UntilAsync(text => text.Contains(wanted, StringComparison.Ordinal), wanted);

    /// <summary>Runs the screen's work until a frame is as wanted.</summary>
    public async Task<string> UntilAsync(Func<string, bool> wanted, string what)
    {
        using CancellationTokenSource limit = new(Patience);
        while (true)
        {
            _ui.Drain();
            string text = Text;
            if (wanted(text))
                return text;
            Assert.False(limit.IsCancellationRequested, $"The screen never showed: {what}. It shows:\n{text}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Draws what is marked, as the main loop does.</summary>
    /// <returns>How many rows go to the terminal.</returns>
    public int RowsSent()
    {
        int rows = 0;
        void Count(object? sender, EventArgs args) => rows = App.Driver!.GetOutputBuffer().DirtyLines.Count(dirty => dirty);
        View.DrawComplete += Count;
        Draw(force: false);
        View.DrawComplete -= Count;
        return rows;
    }

    public void Dispose()
    {
        _intake.Dispose();
        App.End(_session);
        View.Dispose();
        Model.Dispose();
        App.Dispose();
    }

    private void Draw(bool force = true)
    {
        _ui.Drain();
        SynchronizationContext? context = SynchronizationContext.Current;
        App.LayoutAndDraw(force);
        SynchronizationContext.SetSynchronizationContext(context);
    }
}
