namespace IntegrationHost.Console.Choices;

/// <summary>One of several that can be taken.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Note">What is to be known of it.</param>
/// <param name="Take">What taking it does, on the screen's thread.</param>
internal sealed record Choice(string Name, string Note, Action Take);
