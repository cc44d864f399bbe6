using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>One line of an account's detail.</summary>
/// <param name="Label">Label on the left; empty continues the line above.</param>
/// <param name="Text">Text.</param>
/// <param name="Color">Colour of the text.</param>
internal sealed record DetailLine(string Label, string Text, Rgb Color);
