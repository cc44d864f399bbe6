using IntegrationHost.Client;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <content>Work in the background, and what can be undone.</content>
internal sealed partial class DashboardModel
{
    private const int MostUndo = 20;

    private readonly List<Job> _jobs = [];
    private readonly List<(string What, Func<CancellationToken, Task<string>> Undo, Action? Then)> _undo = [];

    /// <summary>The jobs of this session, the oldest first.</summary>
    public IReadOnlyList<Job> Jobs => _jobs;

    /// <summary>The newest job that runs; <c>null</c> if none does.</summary>
    public Job? RunningJob => _jobs.FindLast(job => job.State == JobState.Running);

    /// <inheritdoc/>
    public void Start(Job job, bool show = true)
    {
        _jobs.Add(job);
        job.Changed += () => JobChanged(job);
        job.Start(Context.Ui, _time);
        if (show)
            Open(new JobModel(Context, job));
        Notify();
    }

    /// <summary>Shows the only job, or the list of all.</summary>
    public void OpenJobs() => Open(_jobs.Count == 1 ? new JobModel(Context, _jobs[0]) : new JobsModel(Context, _jobs));

    /// <inheritdoc/>
    public void Undoable(string what, Func<CancellationToken, Task<string>> undo, Action? then = null)
    {
        if (_undo.Count == MostUndo)
            _undo.RemoveAt(0);
        _undo.Add((what, undo, then));
        Say($"✔ {what}; u undoes it", Palette.Green);
    }

    /// <summary>Undoes the last change that can be undone.</summary>
    public void Undo()
    {
        if (_undo.Count == 0)
        {
            Say("nothing to undo", Palette.Sky);
            return;
        }

        (string what, Func<CancellationToken, Task<string>> undo, Action? then) = _undo[^1];
        _undo.RemoveAt(_undo.Count - 1);
        Say($"~ undoing: {what}", Palette.Sky);
        Work = Task.Run(() => UndoAsync(what, undo, then, _stop.Token));
    }

    private void JobChanged(Job job)
    {
        bool seen = Overlay is JobModel shown && shown.Job == job;
        if (job.State != JobState.Running && !seen)
        {
            (string sign, Rgb color) = job.State switch
            {
                JobState.Done => ("✔", Palette.Green),
                JobState.Cancelled => ("-", Palette.Tan),
                _ => ("x", Palette.Red),
            };
            Say($"{sign} {job.Title}: {job.Summary} (J shows it)", color);
        }

        if (job.State != JobState.Running)
            RefreshSoon();
        Notify();
    }

    private async Task UndoAsync(string what, Func<CancellationToken, Task<string>> undo, Action? then, CancellationToken cancellationToken)
    {
        string text;
        Rgb color = Palette.Green;
        bool undone = false;
        try
        {
            text = $"✔ {await undo(cancellationToken)}";
            undone = true;
            await Feed.RefreshAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            (text, color) = ($"x not undone ({what}): {Failure.TextOf(exception)}", Palette.Red);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        Context.Ui.Post(() =>
        {
            if (undone)
                then?.Invoke();
            Say(text, color);
        });
    }
}
