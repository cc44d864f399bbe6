namespace IntegrationHost.Console.Help;

/// <summary>A line of the help: a heading, or keys with what they do.</summary>
/// <param name="Keys">Keys; empty for a heading.</param>
/// <param name="Text">What they do, or the heading.</param>
internal sealed record HelpLine(string Keys, string Text)
{
    /// <summary>Whether it is a heading.</summary>
    public bool IsHeading => Keys.Length == 0;
}
