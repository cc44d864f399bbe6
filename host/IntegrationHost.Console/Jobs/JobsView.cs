using System.Drawing;
using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Jobs;

/// <summary>The jobs of this session.</summary>
internal sealed class JobsView(JobsModel model, Ink ink) : DialogView(ink)
{
    /// <inheritdoc/>
    protected override string Heading => "JOBS";

    /// <inheritdoc/>
    protected override Rgb Accent => Palette.Sky;

    /// <inheritdoc/>
    public override Size Wanted(Size screen) => new(88, Math.Clamp(model.Jobs.Items.Count + 5, 8, 20));

    /// <inheritdoc/>
    protected override void DrawBody(Canvas canvas, Rectangle body)
    {
        if (model.Jobs.Items.Count == 0)
            canvas.Wrapped(body, "No job has been started: marking accounts and pressing t starts one, for example.", Palette.Grey, Palette.Black);
        int first = Math.Clamp(model.Jobs.Index - body.Height + 1, 0, Math.Max(0, model.Jobs.Items.Count - body.Height));
        for (int line = 0; line < body.Height && first + line < model.Jobs.Items.Count; line++)
        {
            Job job = model.Jobs.Items[first + line];
            bool selected = first + line == model.Jobs.Index;
            Rgb block = selected ? Palette.Orange : Palette.Black;
            (string word, Rgb color) = job.State switch
            {
                JobState.Done => ("✔ done", Palette.Green),
                JobState.Failed => ("x failed", Palette.Red),
                JobState.Cancelled => ("- cancelled", Palette.Tan),
                _ => ("~ running", Palette.Sky),
            };
            int y = body.Y + line;
            canvas.Fill(new Rectangle(body.X, y, body.Width, 1), block);
            canvas.Text(body.X + 1, y, word, selected ? Palette.Black : color, block, bold: true);
            canvas.Text(body.X + 14, y, job.Title, selected ? Palette.Black : Palette.Peach, block, bold: selected, width: body.Width - 34);
            string progress = job.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"{job.Done}/{job.Total}  ") : "";
            canvas.TextRight(body.Right - 1, y, progress + Age.Seconds(job.Elapsed), selected ? Palette.Black : Palette.Lavender, block);
        }
    }
}
