using System.Collections.Concurrent;
using IntegrationHost.Console.Controls;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Hosting;

/// <summary>Takes pastes before anything else does: into the field in focus, and outside of fields to whoever recognises keys. Never to the commands.</summary>
internal sealed class PasteIntake : IDisposable
{
    private readonly IApplication _app;
    private readonly Action<string> _receive;
    private readonly Func<string, bool> _refuses;
    private readonly PasteBurst _burst;

    // Whether what is collected is for a field of one line.
    private bool _line;

    /// <param name="app">The terminal library.</param>
    /// <param name="time">The clock.</param>
    /// <param name="receive">Takes what is pasted outside of fields.</param>
    /// <param name="refuses">Keeps what is pasted out of a field that would show it, if it must not be shown, and says so.</param>
    public PasteIntake(IApplication app, TimeProvider time, Action<string> receive, Func<string, bool> refuses)
    {
        _app = app;
        _receive = receive;
        _refuses = refuses;
        _burst = new PasteBurst(time);
        app.Paste += OnPaste;
        app.Keyboard.KeyDown += OnKeyDown;
        app.Iteration += OnIteration;
    }

    private FormControl? Focused => _app.Navigation?.GetFocused() as FormControl;

    private ConcurrentQueue<char>? Waiting => (_app.Driver?.GetInputProcessor() as InputProcessorImpl<char>)?.InputQueue;

    /// <inheritdoc/>
    public void Dispose()
    {
        _app.Paste -= OnPaste;
        if (_app.Keyboard is { } keyboard)
            keyboard.KeyDown -= OnKeyDown;
        _app.Iteration -= OnIteration;
        _burst.Dispose();
    }

    private void OnPaste(object? sender, PasteEventArgs args)
    {
        if (Focused is { TakesPaste: true } field)
        {
            args.Handled = field.ShowsText && _refuses(args.Text);
            return;
        }

        args.Handled = true;
        _receive(args.Text);
    }

    private void OnKeyDown(object? sender, Key key)
    {
        if (!_burst.Collecting && !BeginsBurst(key))
            return;
        if (Typed(key) is not { } character || (_line && char.IsControl(character)))
        {
            // A key that types nothing is a person's, as is what leaves a line: the paste has ended before it.
            Deliver();
            return;
        }

        key.Handled = true;
        _burst.Add(character);
        while (Waiting is { } waiting && waiting.TryPeek(out char next) && (!char.IsControl(next) || (!_line && next is ('\r' or '\n' or '\t'))) && waiting.TryDequeue(out next))
            _burst.Add(next);
    }

    private void OnIteration(object? sender, EventArgs<IApplication?> args)
    {
        if (_burst.IsOver)
            Deliver();
    }

    // A masked field of one line takes characters as they come. In one of several lines an Enter within a paste would lead to the next field, and one that shows what it holds must not show a key.
    private bool BeginsBurst(Key key)
    {
        FormControl? field = Focused;
        if (field is { TakesPaste: true, TakesLines: false, ShowsText: false } || Typed(key) is not { } first || char.IsControl(first) || Waiting is not { } waiting || !PasteBurst.Begins(first, waiting))
            return false;
        _burst.Begin();
        _line = field is { ShowsText: true, TakesLines: false };
        return true;
    }

    private void Deliver() => _app.RaisePasteEvent(_burst.End());

    private static char? Typed(Key key) => KeyToken.Printable(key) is { Length: 1 } typed ? typed[0] : KeyToken.Of(key) switch
    {
        "Enter" or "Ctrl+J" => '\n',
        "Tab" => '\t',
        _ => null,
    };
}
