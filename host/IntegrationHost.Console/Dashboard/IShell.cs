using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What pages and dialogs may ask of the console around them. Only on the screen's thread.</summary>
internal interface IShell
{
    /// <summary>The newest data; <c>null</c> until the first read.</summary>
    LiveData? Data { get; }

    /// <summary>Opens a dialog above what is open.</summary>
    void Open(OverlayModel overlay);

    /// <summary>Shows an account's detail.</summary>
    void OpenDetail(string? id);

    /// <summary>Goes to a page; Esc comes back.</summary>
    /// <param name="page">Id of a page, or <c>accounts</c>, <c>coverage</c>, <c>templates</c> for a region on the whole screen.</param>
    /// <param name="filter">Text for its filter; <c>null</c> leaves the filter as it is.</param>
    void GoTo(string page, string? filter = null);

    /// <summary>Shows a message for a while.</summary>
    void Say(string text, Rgb color);

    /// <summary>Copies a text to the terminal's clipboard and says so. Never a secret.</summary>
    void Copy(string? text);

    /// <summary>Starts a job in the background and shows it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="show">Whether its dialog opens. Default: yes.</param>
    void Start(Job job, bool show = true);

    /// <summary>Remembers how a change is undone, and says that <c>u</c> does it.</summary>
    /// <param name="what">What was done, such as <c>STRIPE is deleted</c>.</param>
    /// <param name="undo">Undoes it, off the screen's thread; returns what to say.</param>
    /// <param name="then">What to do on the screen's thread once everything has been read anew. Default: nothing.</param>
    void Undoable(string what, Func<CancellationToken, Task<string>> undo, Action? then = null);

    /// <summary>Puts the cursor of the accounts on one of them, if it is in the table.</summary>
    void SelectAccount(string id);
}
