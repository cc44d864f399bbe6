using IntegrationHost.Client;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>A question about a change of the host, with what follows from it. Enter leaves everything as it is.</summary>
/// <param name="context">What the dialog uses of the console.</param>
/// <param name="title">Its title, in capitals.</param>
/// <param name="accent">Its colour: red for what cannot be undone.</param>
/// <param name="yes">What the yes says, in capitals.</param>
/// <param name="lines">What follows from it.</param>
/// <param name="work">Does it, off the screen's thread; returns what to say.</param>
internal sealed class ChangeModel(
    ConsoleContext context, string title, Rgb accent, string yes, IReadOnlyList<DetailLine> lines, Func<CancellationToken, Task<string>> work) : OverlayModel
{
    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Change;

    /// <summary>Its title.</summary>
    public string Title { get; } = title;

    /// <summary>Its colour.</summary>
    public Rgb Accent { get; } = accent;

    /// <summary>What the yes says.</summary>
    public string Yes { get; } = yes;

    /// <summary>What follows from it.</summary>
    public IReadOnlyList<DetailLine> Lines { get; } = lines;

    /// <summary>First line shown.</summary>
    public int Top { get; private set; }

    /// <summary>Lines that have room; the view knows.</summary>
    public int PageSize { get; set; } = 16;

    /// <summary>Whether it is being done.</summary>
    public bool Working { get; private set; }

    /// <summary>Why it could not be done; empty if nothing failed.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The work; for tests.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Runs on the screen's thread once it is done.</summary>
    public Action? Done { get; init; }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "change.no":
                Close();
                return true;
            case "change.yes":
                if (!Working)
                    Begin();
                return true;
            case "change.up" or "change.down":
                Top = Math.Clamp(Top + (command == "change.up" ? -1 : 1), 0, Math.Max(0, Lines.Count - PageSize));
                Notify();
                return true;
            default:
                return false;
        }
    }

    private void Begin()
    {
        Working = true;
        Problem = "";
        Work = Task.Run(WorkAsync);
        Notify();
    }

    private async Task WorkAsync()
    {
        try
        {
            string said = await work(CancellationToken.None);
            context.Ui.Post(() =>
            {
                Close();
                Done?.Invoke();
                context.Shell.Say($"✔ {said}", Palette.Green);
            });
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            context.Ui.Post(() =>
            {
                Working = false;
                Problem = Failure.TextOf(exception);
                Notify();
            });
        }

        context.RefreshSoon();
    }
}
