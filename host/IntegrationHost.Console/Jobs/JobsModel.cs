using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Jobs;

/// <summary>The jobs of this session, the newest first.</summary>
internal sealed class JobsModel : OverlayModel
{
    private readonly ConsoleContext _context;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="jobs">The jobs.</param>
    public JobsModel(ConsoleContext context, IReadOnlyList<Job> jobs)
    {
        _context = context;
        Jobs.Replace([.. jobs.Reverse()]);
        foreach (Job job in Jobs.Items)
            job.Changed += Notify;
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Jobs;

    /// <summary>The jobs.</summary>
    public SelectableList<Job> Jobs { get; } = new(job => job.Title + job.GetHashCode());

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "jobs.close":
                Close();
                return true;
            case "jobs.up" or "jobs.down":
                Jobs.Move(command == "jobs.up" ? -1 : 1);
                Notify();
                return true;
            case "jobs.show":
                if (Jobs.Selected is { } job)
                {
                    Close();
                    _context.Shell.Open(new JobModel(_context, job));
                }

                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (Job job in Jobs.Items)
            job.Changed -= Notify;
        base.Dispose(disposing);
    }
}
