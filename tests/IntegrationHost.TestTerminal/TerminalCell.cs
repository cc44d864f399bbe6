namespace IntegrationHost.TestTerminal;

/// <summary>One cell of a terminal's screen.</summary>
/// <param name="Text">What stands there; empty right of a character that is two cells wide.</param>
/// <param name="Style">How it is drawn.</param>
public readonly record struct TerminalCell(string Text, TerminalStyle Style)
{
    /// <summary>A cell nobody has written to.</summary>
    public static TerminalCell Blank { get; } = new(" ", TerminalStyle.Plain);
}
