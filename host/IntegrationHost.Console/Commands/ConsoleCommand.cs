namespace IntegrationHost.Console.Commands;

/// <summary>A command as data: bindings, footer, help and palette are all made from it.</summary>
/// <param name="Id">Stable id, such as <c>account.verify</c>.</param>
/// <param name="Title">What it does, in the help and in the palette.</param>
/// <param name="Keys">Its keys as tokens, such as <c>t</c> or <c>Ctrl+D</c>; the first is shown. None: the palette alone runs it.</param>
/// <param name="Scope">Where the keys are heard.</param>
/// <param name="Footer">Its word in the footer; <c>null</c> keeps it out.</param>
internal sealed record ConsoleCommand(string Id, string Title, IReadOnlyList<string> Keys, CommandScope Scope, string? Footer = null)
{
    /// <summary>Short names in the palette, such as <c>q</c> for <c>:q</c>. Default: none.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it is about the entry that is selected, so that an empty list does not offer it. Default: no.</summary>
    public bool NeedsEntry { get; init; }

    /// <summary>Whether the palette offers it; moving about is for keys. Default: yes.</summary>
    public bool Listed { get; init; } = true;
}
