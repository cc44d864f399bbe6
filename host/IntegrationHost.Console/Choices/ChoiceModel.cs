using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Choices;

/// <summary>Asks which of several is meant.</summary>
/// <param name="title">Heading, in capitals.</param>
/// <param name="question">The question, in a sentence.</param>
/// <param name="choices">What can be taken.</param>
/// <param name="held">What the dialog holds for them, such as a pasted key; let go of when it closes.</param>
internal sealed class ChoiceModel(string title, string question, IReadOnlyList<Choice> choices, IDisposable? held = null) : OverlayModel
{
    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Choice;

    /// <summary>Heading, in capitals.</summary>
    public string Title => title;

    /// <summary>The question.</summary>
    public string Question => question;

    /// <summary>What can be taken.</summary>
    public IReadOnlyList<Choice> Choices => choices;

    /// <summary>Whether it holds a pasted key, which is wiped when it closes.</summary>
    public bool HoldsSecret => held is Templates.SecretBuffer;

    /// <summary>The one that is marked.</summary>
    public int Index { get; private set; }

    /// <summary>Marks one.</summary>
    public void Mark(int index)
    {
        Index = Math.Clamp(index, 0, choices.Count - 1);
        Notify();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "choice.up":
                Mark(Index - 1);
                return true;
            case "choice.down":
                Mark(Index + 1);
                return true;
            case "choice.take":
                // Before it closes, since it lets go of what it holds then.
                choices[Index].Take();
                Close();
                return true;
            case "choice.cancel":
                Close();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public override bool Type(string printable)
    {
        if (printable is not [>= '1' and <= '9'] || printable[0] - '1' >= choices.Count)
            return false;
        Mark(printable[0] - '1');
        return Run("choice.take");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        held?.Dispose();
        base.Dispose(disposing);
    }
}
