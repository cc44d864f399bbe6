namespace IntegrationHost.Console.Dashboard;

/// <summary>Where a number of the metrics leads: a list, filtered to what the number counts.</summary>
/// <param name="Id">Stable id; <c>hero.</c> and it is the command.</param>
/// <param name="Key">Its letter in the metrics dialog.</param>
/// <param name="Title">What the list holds.</param>
/// <param name="Page">The list.</param>
/// <param name="Filter">Its filter.</param>
internal sealed record HeroDoor(string Id, string Key, string Title, string Page, string Filter)
{
    /// <summary>All doors.</summary>
    public static IReadOnlyList<HeroDoor> All { get; } =
    [
        Accounts, Ready, Verified, Insufficient, Invalid, Unverified, Stale, Expiring, Expired, Vault, Linked, Coverage, Flagged,
    ];

    public static HeroDoor Accounts => new("accounts", "a", "all accounts", "accounts", "");

    public static HeroDoor Ready => new("ready", "r", "accounts that are ready", "accounts", "status:ready");

    public static HeroDoor Verified => new("verified", "v", "accounts that work", "accounts", "verdict:=valid,=insufficient");

    public static HeroDoor Insufficient => new("insufficient", "i", "accounts that lack permissions", "accounts", "verdict:=insufficient");

    public static HeroDoor Invalid => new("invalid", "x", "accounts that were refused", "accounts", "verdict:=invalid");

    public static HeroDoor Unverified => new("unverified", "u", "accounts without a verdict", "accounts", "verdict:=none");

    public static HeroDoor Stale => new("stale", "s", "accounts not tested for 7 days", "accounts", "judged:>7d");

    public static HeroDoor Expiring => new("expiring", "e", "accounts that expire in 14 days", "accounts", "expires:0d..14d");

    public static HeroDoor Expired => new("expired", "E", "accounts that have expired", "accounts", "expires:<0d");

    public static HeroDoor Vault => new("vault", "k", "accounts with values in a vault", "accounts", "vault:>0");

    public static HeroDoor Linked => new("linked", "l", "modules without an account", "coverage", "linked");

    public static HeroDoor Coverage => new("coverage", "c", "modules that wait", "coverage", "");

    public static HeroDoor Flagged => new("flagged", "f", "accounts of another owner or use", "accounts", "state:flagged");
}
