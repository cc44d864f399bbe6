using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>How states are told from an account, and how they are shown: always a sign and a word, besides the colour.</summary>
internal static class AccountStates
{
    /// <summary>The state of an account.</summary>
    public static AccountState Of(AccountSummary account, DateTimeOffset now)
    {
        if (account.Problem is not null)
            return AccountState.Broken;
        return account.Verdict switch
        {
            { Kind: "Valid" or "Insufficient", ExpiresAt: { } expires } when expires <= now => AccountState.Expired,
            { Kind: "Valid" or "Insufficient" } when account.Findings?.Any(finding => finding.Severity == "Error") == true => AccountState.Flagged,
            { Kind: "Valid" } => AccountState.Valid,
            { Kind: "Insufficient" } => AccountState.Insufficient,
            { Kind: "Invalid" } => AccountState.Invalid,
            _ => AccountState.Unverified,
        };
    }

    /// <summary>Sign and word.</summary>
    public static string Text(AccountState state) => state switch
    {
        AccountState.Valid => "✔ VALID",
        AccountState.Insufficient => "! INSUFF",
        AccountState.Flagged => "! FLAGGED",
        AccountState.Invalid => "x INVALID",
        AccountState.Expired => "x EXPIRED",
        AccountState.Broken => "x PROBLEM",
        AccountState.Testing => "~ TESTING",
        _ => "? UNVERIFIED",
    };

    /// <summary>The word without its sign, by which a filter finds it.</summary>
    public static string Word(AccountState state) => state switch
    {
        AccountState.Insufficient => "insufficient",
        AccountState.Broken => "problem",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>Colour.</summary>
    public static Rgb Color(AccountState state) => state switch
    {
        AccountState.Valid => Palette.Green,
        AccountState.Insufficient => Palette.Tan,
        AccountState.Invalid or AccountState.Expired or AccountState.Broken or AccountState.Flagged => Palette.Red,
        AccountState.Testing => Palette.Sky,
        _ => Palette.Lavender,
    };

    /// <summary>Colour of a finding.</summary>
    public static Rgb OfFinding(FindingReport finding) => finding.Severity switch
    {
        "Error" => Palette.Red,
        "Warning" => Palette.Tan,
        _ => Palette.Lavender,
    };

    /// <summary>Sign, word and colour of a verdict, whichever kind it is.</summary>
    public static (string Text, Rgb Color) OfVerdict(VerdictReport verdict) => verdict.Kind switch
    {
        "Valid" => (Text(AccountState.Valid), Palette.Green),
        "Insufficient" => (Text(AccountState.Insufficient), Palette.Tan),
        "Invalid" => (Text(AccountState.Invalid), Palette.Red),
        "RateLimited" => ("? RATE LIMITED", Palette.Lavender),
        _ => ("? UNDECIDED", Palette.Lavender),
    };
}
