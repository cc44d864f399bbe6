namespace IntegrationHost.Console.Commands;

/// <summary>A command as data: bindings, footer and help are all made from it.</summary>
/// <param name="Id">Stable id, such as <c>account.verify</c>.</param>
/// <param name="Title">What it does, in the help.</param>
/// <param name="Keys">Its keys as tokens, such as <c>t</c> or <c>Ctrl+D</c>; the first is shown.</param>
/// <param name="Scope">Where the keys are heard.</param>
/// <param name="Footer">Its word in the footer; <c>null</c> keeps it out.</param>
internal sealed record ConsoleCommand(string Id, string Title, IReadOnlyList<string> Keys, CommandScope Scope, string? Footer = null);
