using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Jobs;

/// <summary>Long work in the background, with progress, lines and cancel. It outlives the dialog that shows it.</summary>
/// <remarks>Its work may report from any thread, as often as it likes: the screen hears of it at most once per turn of its loop.</remarks>
/// <param name="title">What it does, in capitals.</param>
/// <param name="work">Does it, reporting to the job; returns one sentence on what came of it.</param>
internal sealed class Job(string title, Func<Job, CancellationToken, Task<string>> work) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<SubmitStep> _lines = [];
    private IUiDispatcher? _ui;
    private TimeProvider _time = TimeProvider.System;
    private long _began;
    private bool _posted;

    /// <summary>What it does.</summary>
    public string Title { get; } = title;

    /// <summary>How far it is.</summary>
    public JobState State { get; private set; }

    /// <summary>Parts that are done.</summary>
    public int Done { get; private set; }

    /// <summary>All parts; 0 as long as that is not known.</summary>
    public int Total { get; private set; }

    /// <summary>One sentence on what came of it; empty while it runs.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>How long it has run, or ran.</summary>
    public TimeSpan Elapsed { get => State == JobState.Running && _began != 0 ? _time.GetElapsedTime(_began) : field; private set; }

    /// <summary>Makes the job that does what this one left undone; <c>null</c> if it cannot be resumed. Set by the work.</summary>
    public Func<Job>? Resume { get; set; }

    /// <summary>The work; for tests.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Raised on the screen's thread after anything has changed.</summary>
    public event Action? Changed;

    /// <summary>Whether cancel was asked for.</summary>
    public bool IsCancelling => _stop.IsCancellationRequested && State == JobState.Running;

    /// <summary>The lines so far, as a copy.</summary>
    public IReadOnlyList<SubmitStep> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>Begins. Called by the console.</summary>
    public void Start(IUiDispatcher ui, TimeProvider time)
    {
        _ui = ui;
        _time = time;
        _began = time.GetTimestamp();
        Work = Task.Run(RunAsync);
    }

    /// <summary>Asks the work to end.</summary>
    public void Cancel() => _stop.Cancel();

    /// <summary>Tells how far the work is; from any thread.</summary>
    public void Report(int done, int total)
    {
        lock (_gate)
            (Done, Total) = (done, total);
        Post();
    }

    /// <summary>Adds a line, or replaces the one of the same name that is still under way; from any thread.</summary>
    public void Say(StepState state, string name, string text)
    {
        lock (_gate)
        {
            int open = _lines.FindIndex(line => line.Title == name && line.State is (StepState.Running or StepState.Waiting));
            if (open >= 0)
                _lines[open] = new SubmitStep(name, state, text);
            else
                _lines.Add(new SubmitStep(name, state, text));
        }

        Post();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync()
    {
        (JobState state, string summary) end;
        try
        {
            end = (JobState.Done, await work(this, _stop.Token));
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = (JobState.Cancelled, Resume is null ? "Cancelled: what is marked with a tick is done, the rest is not." : "Cancelled. What has no tick is not known to be done: R does it.");
        }
        catch (Exception exception)
        {
            // Whatever the work throws, the job must say so; nothing else would see it.
            end = (JobState.Failed, Failure.TextOf(exception));
        }

        // What was under way is not any more.
        Settle(end.state == JobState.Failed ? StepState.Failed : StepState.Skipped);
        _ui!.Post(() =>
        {
            Elapsed = _time.GetElapsedTime(_began);
            (State, Summary) = end;
            Changed?.Invoke();
        });
    }

    private void Settle(StepState left)
    {
        lock (_gate)
        {
            for (int index = 0; index < _lines.Count; index++)
            {
                if (_lines[index].State is StepState.Running or StepState.Waiting)
                    _lines[index] = _lines[index] with { State = left };
            }
        }
    }

    private void Post()
    {
        lock (_gate)
        {
            if (_posted || _ui is null)
                return;
            _posted = true;
        }

        _ui.Post(() =>
        {
            lock (_gate)
                _posted = false;
            Changed?.Invoke();
        });
    }
}
