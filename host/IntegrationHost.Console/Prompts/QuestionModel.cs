using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Prompts;

/// <summary>A question that wants a yes. What cannot be taken back asks for a word to be typed.</summary>
internal sealed class QuestionModel : OverlayModel
{
    private readonly Action _yes;

    /// <param name="title">Title in capitals.</param>
    /// <param name="lines">What will happen, a sentence a line.</param>
    /// <param name="yesLabel">What the yes says, such as <c>DELETE</c>.</param>
    /// <param name="yes">What is done; the question is closed before.</param>
    /// <param name="word">What must be typed first; <c>null</c> for a plain <c>y</c>.</param>
    public QuestionModel(string title, IReadOnlyList<string> lines, string yesLabel, Action yes, string? word = null)
    {
        _yes = yes;
        Title = title;
        Lines = lines;
        YesLabel = yesLabel;
        Word = word;
    }

    /// <inheritdoc/>
    public override CommandScope Scope => Word is null ? CommandScope.Confirm : CommandScope.ConfirmWord;

    /// <summary>Title.</summary>
    public string Title { get; }

    /// <summary>What will happen.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>What the yes says.</summary>
    public string YesLabel { get; }

    /// <summary>What must be typed; <c>null</c> if nothing must.</summary>
    public string? Word { get; }

    /// <summary>What has been typed.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>Whether yes is possible.</summary>
    public bool IsReady => Word is null || string.Equals(Typed, Word, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Type(string printable)
    {
        if (Word is null)
            return false;
        if (Typed.Length < Word.Length + 10)
            Typed += printable;
        Notify();
        return true;
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "confirm.no" or "word.no":
                Close();
                return true;
            case "word.backspace":
                Typed = Typed.Length > 0 ? Typed[..^1] : "";
                Notify();
                return true;
            case "confirm.yes" or "word.yes":
                if (IsReady)
                {
                    Close();
                    _yes();
                }

                return true;
            default:
                return false;
        }
    }
}
