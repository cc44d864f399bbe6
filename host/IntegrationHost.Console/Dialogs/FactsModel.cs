using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>A dialog that only tells: labelled lines to scroll through.</summary>
/// <param name="context">What the dialog uses of the console.</param>
/// <param name="title">Its title, in capitals.</param>
/// <param name="accent">Its colour.</param>
/// <param name="lines">What it tells.</param>
internal sealed class FactsModel(ConsoleContext context, string title, Rgb accent, IReadOnlyList<DetailLine> lines) : OverlayModel
{
    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Facts;

    /// <summary>Its title.</summary>
    public string Title { get; } = title;

    /// <summary>Its colour.</summary>
    public Rgb Accent { get; } = accent;

    /// <summary>What it tells.</summary>
    public IReadOnlyList<DetailLine> Lines { get; private set; } = lines;

    /// <summary>What <c>y</c> copies; <c>null</c> for nothing.</summary>
    public string? CopyText { get; init; }

    /// <summary>First line shown.</summary>
    public int Top { get; private set; }

    /// <summary>Lines that have room; the view knows.</summary>
    public int PageSize { get; set; } = 16;

    /// <summary>Tells something else, such as what has been read meanwhile.</summary>
    public void Show(IReadOnlyList<DetailLine> lines)
    {
        Lines = lines;
        Scroll(0);
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "facts.close":
                Close();
                return true;
            case "facts.copy":
                context.Shell.Copy(CopyText);
                return true;
            case "facts.up":
                Scroll(-1);
                return true;
            case "facts.down":
                Scroll(1);
                return true;
            default:
                return false;
        }
    }

    private void Scroll(int by)
    {
        Top = Math.Clamp(Top + by, 0, Math.Max(0, Lines.Count - PageSize));
        Notify();
    }
}
