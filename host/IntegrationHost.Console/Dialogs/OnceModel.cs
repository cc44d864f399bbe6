using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dialogs;

/// <summary>Shows a secret that the host has just made, once. It goes neither to the clipboard nor into any text but the frame, and is wiped when the dialog closes.</summary>
internal sealed class OnceModel : OverlayModel
{
    private readonly ConsoleContext _context;
    private readonly string _fileName;
    private readonly char[] _secret;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="title">Its title, in capitals.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="hint">What it is for, and where to keep it.</param>
    /// <param name="fileName">Name of the file that it can be written to, in the home directory.</param>
    public OnceModel(ConsoleContext context, string title, string secret, string hint, string fileName)
    {
        _context = context;
        _fileName = fileName;
        _secret = secret.ToCharArray();
        Title = title;
        Hint = hint;
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Once;

    /// <summary>Its title.</summary>
    public string Title { get; }

    /// <summary>What it is for.</summary>
    public string Hint { get; }

    /// <summary>What came of writing it to a file; empty before that.</summary>
    public string Saved { get; private set; } = "";

    /// <summary>The secret, for the frame only.</summary>
    public ReadOnlySpan<char> Secret => _secret;

    /// <summary>The title only, never the secret.</summary>
    public override string ToString() => $"OnceModel({Title})";

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "once.close":
                Close();
                _context.Shell.Say("it is not shown again", Palette.Sky);
                return true;
            case "once.save":
                Saved = Save();
                Notify();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Array.Clear(_secret);
        base.Dispose(disposing);
    }

    private string Save()
    {
        string path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), _fileName);
        try
        {
            using FileStream file = PrivateFile.Create(path);
            using StreamWriter writer = new(file);
            writer.WriteLine(_secret);
            return $"✔ written to {path}, which only you can read: move it to where you keep secrets";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"x {path} cannot be written: {exception.Message}";
        }
    }
}
