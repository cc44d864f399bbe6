using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Coverage;

/// <summary>Why modules wait, in a few words, and what one key does about it.</summary>
/// <param name="State">State of the coverage.</param>
/// <param name="Text">In a few words.</param>
/// <param name="Fix">What <c>Enter</c> does.</param>
/// <param name="Sign">Sign.</param>
/// <param name="Color">Colour.</param>
internal sealed record WaitingState(string State, string Text, string Fix, string Sign, Rgb Color)
{
    private static readonly WaitingState[] All =
    [
        new("Covered", "can run", "shows the account", "✔", Palette.Green),
        new("NotLinked", "no account", "makes or links one", "?", Palette.Lavender),
        new("NotVerified", "not tested", "tests it now", "!", Palette.Tan),
        new("LacksScope", "lacks a scope", "shows which, and where", "!", Palette.Tan),
        new("ScopesUnknown", "scopes unknown", "tests it now", "!", Palette.Tan),
        new("AccountInvalid", "key refused", "takes another key", "x", Palette.Red),
        new("Expired", "key expired", "takes another key", "x", Palette.Red),
        new("WrongProvider", "wrong provider", "makes or links one", "x", Palette.Red),
        new("WrongKind", "wrong kind of key", "makes or links one", "x", Palette.Red),
        new("AccountMissing", "account is gone", "makes or links one", "x", Palette.Red),
        new("WrongEnvironment", "wrong environment", "shows the account", "x", Palette.Red),
        new("WrongOwner", "wrong owner", "shows the account", "x", Palette.Red),
        new("NoPlugin", "no plugin", "shows the plugins", "x", Palette.Red),
    ];

    /// <summary>A state by name; one that is not known is shown by its name.</summary>
    public static WaitingState Of(string state) => All.FirstOrDefault(one => one.State == state) ?? new WaitingState(state, state, "shows the account", "x", Palette.Red);
}
