using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Jobs;

/// <summary>Shows a job. Closing it leaves the job running in the background.</summary>
internal sealed class JobModel : OverlayModel
{
    private readonly ConsoleContext _context;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="job">The job.</param>
    public JobModel(ConsoleContext context, Job job)
    {
        _context = context;
        Job = job;
        job.Changed += Notify;
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Job;

    /// <summary>The job.</summary>
    public Job Job { get; }

    /// <summary>Whether only lines that need attention are shown.</summary>
    public bool FailedOnly { get; private set; }

    /// <summary>How many lines it is scrolled up from the newest.</summary>
    public int Back { get; private set; }

    /// <summary>Lines that have room; the view knows.</summary>
    public int PageSize { get; set; } = 10;

    /// <summary>The lines shown.</summary>
    public IReadOnlyList<SubmitStep> Lines => FailedOnly ? [.. Job.Lines.Where(line => line.State is StepState.Failed or StepState.Warned)] : Job.Lines;

    /// <inheritdoc/>
    public override bool Offers(string command) => command switch
    {
        "job.cancel" => Job.State == JobState.Running,
        "job.resume" => Job.State != JobState.Running && Job.Resume is not null,
        _ => true,
    };

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "job.close":
                Close();
                return true;
            case "job.cancel":
                Job.Cancel();
                break;
            case "job.failed":
                FailedOnly = !FailedOnly;
                Back = 0;
                break;
            case "job.up":
                Back = Math.Clamp(Back + 1, 0, Math.Max(0, Lines.Count - PageSize));
                break;
            case "job.down":
                Back = Math.Max(0, Back - 1);
                break;
            case "job.resume":
                Resume();
                return true;
            default:
                return false;
        }

        Notify();
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Job.Changed -= Notify;
        base.Dispose(disposing);
    }

    private void Resume()
    {
        if (Job.State == JobState.Running || Job.Resume is not { } resume)
            return;
        Close();
        _context.Shell.Start(resume());
    }
}
