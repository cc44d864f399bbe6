using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Jobs;

/// <summary>A job: progress, its newest lines, and what came of it.</summary>
internal sealed class JobView(JobModel model, Ink ink) : DialogView(ink)
{
    private const int NameWidth = 26;

    /// <inheritdoc/>
    protected override string Heading => model.Job.Title;

    /// <inheritdoc/>
    protected override Rgb Accent => model.Job.State switch
    {
        JobState.Done => Palette.Green,
        JobState.Failed => Palette.Red,
        JobState.Cancelled => Palette.Tan,
        _ => Palette.Sky,
    };

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(Math.Min(100, screen.Width - 4), Math.Min(26, screen.Height - 4));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        Job job = model.Job;
        DrawProgress(canvas, body, job);
        int top = body.Y + 3;
        int room = Math.Max(1, body.Bottom - top - 3);
        model.PageSize = room;
        IReadOnlyList<SubmitStep> lines = model.Lines;
        int first = Math.Max(0, lines.Count - room - model.Back);
        for (int line = 0; line < room && first + line < lines.Count; line++)
            DrawLine(canvas, body, top + line, lines[first + line]);
        if (lines.Count == 0 && model.FailedOnly)
            canvas.Text(body.X, top, "✔ nothing needs attention so far", Palette.Grey, Palette.Black);
        string foot = job.Summary.Length > 0 ? job.Summary : job.IsCancelling ? "cancelling: what is under way comes to its end" : "Esc leaves it running in the background; J shows it again";
        canvas.Wrapped(new Rectangle(body.X, body.Bottom - 2, body.Width, 2), foot, job.State == JobState.Running ? Palette.Grey : Accent, Palette.Black, bold: job.Summary.Length > 0);
    }

    private static void DrawProgress(Canvas canvas, Rectangle body, Job job)
    {
        string numbers = job.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{100L * job.Done / job.Total,3}%  {job.Done}/{job.Total}")
            : job.Done > 0 ? string.Create(CultureInfo.InvariantCulture, $"{job.Done} done") : "";
        int size = Math.Max(1, body.Width - 20);
        int full = job.Total > 0 ? (int)((long)size * job.Done / job.Total) : 0;
        Rgb color = job.State == JobState.Failed ? Palette.Red : Palette.Orange;
        canvas.Text(body.X, body.Y, new string('▄', full), color, Palette.Black);
        canvas.Text(body.X + full, body.Y, new string('▁', size - full), Palette.Indigo, Palette.Black);
        canvas.Text(body.X + size + 2, body.Y, numbers, Palette.White, Palette.Black, bold: true);
        string left = job is { State: JobState.Running, Done: > 0, Total: > 0 } && job.Done < job.Total
            ? $", about {Age.Seconds(job.Elapsed / job.Done * (job.Total - job.Done))} left" : "";
        canvas.Text(body.X, body.Y + 1, $"{Word(job)}, {Age.Seconds(job.Elapsed)}{left}", Palette.Lavender, Palette.Black, width: body.Width);
    }

    private static void DrawLine(Canvas canvas, Rectangle body, int y, SubmitStep line)
    {
        Rgb color = line.Color;
        canvas.Text(body.X, y, line.Sign, color, Palette.Black, bold: true);
        canvas.Text(body.X + 2, y, line.Title, Palette.Peach, Palette.Black, width: NameWidth);
        canvas.Text(body.X + 3 + NameWidth, y, line.Text, color, Palette.Black, width: body.Width - NameWidth - 3);
    }

    private static string Word(Job job) => job.State switch
    {
        JobState.Done => "✔ done",
        JobState.Failed => "x failed",
        JobState.Cancelled => "- cancelled",
        _ when job.IsCancelling => "~ cancelling",
        _ => "~ running",
    };
}
