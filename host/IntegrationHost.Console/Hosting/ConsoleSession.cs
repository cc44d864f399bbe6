using System.Runtime.CompilerServices;
using IntegrationHost.Client;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using Terminal.Gui.App;

namespace IntegrationHost.Console.Hosting;

/// <summary>One run of the terminal library, from its start to the restored terminal.</summary>
internal static class ConsoleSession
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc cref="ConsoleHost.Run"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Run(Task<IIntegrationHostClient> client, ConsoleOptions options)
    {
        Exception? failure = null;
        int signal = 0;
        IApplication app = Application.Create();
        using KillGuard? killed = KillGuard.Start();
        try
        {
            using TerminalGuard guard = new(() => StopAll(app), app.Dispose);
            failure = RunLoop(app, client, options);
            signal = guard.ExitCode;
        }
        finally
        {
            // Before anything is printed: inside the alternate screen it would be lost.
            app.Dispose();
            TerminalGuard.TryWrite(TerminalGuard.RestoreKeypad);
        }

        if (failure is not null)
            System.Console.Error.WriteLine($"The console stopped because of an error: {failure}");
        if (client.IsFaulted)
            System.Console.Error.WriteLine(client.Exception.GetBaseException().Message);
        return signal != 0 ? signal : failure is not null || client.IsFaulted ? 1 : 0;
    }

    private static Exception? RunLoop(IApplication app, Task<IIntegrationHostClient> client, ConsoleOptions options)
    {
        Exception? failure = null;
        try
        {
            ColorMode mode = ColorPolicy.Choose(options.Color, Environment.GetEnvironmentVariable);
            app.Init();
            UnknownKeys.Replace(app);
            app.Driver!.Force16Colors = mode == ColorMode.Sixteen;
            Osc52Clipboard clipboard = new(app.Driver);
            app.Driver.Clipboard = clipboard;
            UiDispatcher ui = new();
            using DashboardModel model = new(client, options, ui, TimeProvider.System);
            using DashboardView view = new(model, new Ink(mode, options.Theme));
            model.QuitRequested += () => app.RequestStop(view);
            model.Copying += text => clipboard.SetClipboardData(text);
            using PasteIntake intake = new(app, TimeProvider.System, model.Paste, model.KeepOut);
            using TerminalChanges changes = new();
            app.Driver.ClearedContents += (_, _) => view.Repaint();
            Attach(app, model, ui, () =>
            {
                if (changes.Take())
                    view.Repaint();
            });
            model.Start();
            app.Run(view, exception =>
            {
                if (UnknownKeys.IsCause(exception))
                    return true;
                failure = exception;
                return false;
            });
        }
        catch (Exception exception)
        {
            failure ??= exception;
        }

        return failure;
    }

    private static void Attach(IApplication app, DashboardModel model, UiDispatcher ui, Action before)
    {
        LoopPace pace = new(TimeProvider.System);
        long ticked = TimeProvider.System.GetTimestamp();
        app.Keyboard.KeyDown += (_, _) => pace.Key();
        app.Iteration += (_, _) =>
        {
            // The library never clears this flag, and would send cursor escapes on every turn for ever.
            app.Driver?.SetCursorNeedsUpdate(false);
            Application.MaximumIterationsPerSecond = pace.Now;
            before();
            ui.Drain();
            if (TimeProvider.System.GetElapsedTime(ticked) < TickEvery)
                return;
            ticked = TimeProvider.System.GetTimestamp();
            model.Tick();
        };
    }

    private static void StopAll(IApplication app)
    {
        foreach (SessionToken token in app.SessionStack?.ToArray() ?? [])
        {
            if (token.Runnable is { } runnable)
                runnable.StopRequested = true;
        }
    }
}
