using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>The columns of the accounts table. The last ones have room on wide screens, or where others are hidden; all can be filtered by.</summary>
internal static class AccountColumns
{
    /// <summary>All columns, from left to right.</summary>
    public static IReadOnlyList<TableColumn<AccountRow>> All { get; } =
    [
        new("NAME", 18, 0, row => row.Account.Name) { Color = _ => Palette.Peach, Grow = 2 },
        new("PROVIDER", 12, 3, row => row.Provider),
        new("ENV", 11, 4, row => row.Account.Environment),
        new("STATE", 13, 1, row => row.StateText) { Color = row => AccountStates.Color(row.State), Order = row => row.State, Query = row => AccountStates.Word(row.State) },
        new("IDENTITY", 15, 5, row => row.Identity) { Color = _ => Palette.Sky, Grow = 1 },
        new("EXPIRES", 8, 6, row => row.Expires)
        {
            Color = row => row.Expires == "expired" ? Palette.Red : Palette.Lavender,
            Order = row => row.Account.Verdict?.ExpiresAt ?? DateTimeOffset.MaxValue,
            Moment = row => row.Account.Verdict?.ExpiresAt,
        },
        new("MOD", 4, 2, row => row.Modules) { Color = _ => Palette.Tan, Order = row => -row.Account.LinkedModuleCount, Number = row => row.Account.LinkedModuleCount, Filtered = false },
        new("LAST TEST", 10, 7, row => row.LastTest)
        {
            Order = row => row.Account.LastAttempt?.At ?? DateTimeOffset.MinValue,
            Moment = row => row.Account.LastAttempt?.At,
            Past = true,
            Filtered = false,
        },
        new("OWNER", 16, 8, row => row.Account.Owner is { } owner ? owner.Name ?? owner.Id : "") { Color = _ => Palette.Sky, Grow = 1 },
        new("FLAGS", 13, 9, row => Flags(row)) { Query = row => $"{Codes(row)} {Flags(row)}", Color = row => row.Account.Findings is { Count: > 0 } found ? AccountStates.OfFinding(found[0]) : Palette.Grey, Filtered = false },
        new("KIND", 12, 10, row => row.Account.CredentialKindId ?? ""),
        new("VERDICT", 12, 11, row => row.Account.Verdict?.Kind ?? "None") { Filtered = false },
        new("STATUS", 8, 12, row => row.Account.Status) { Filtered = false },
        new("MODE", 5, 13, row => row.Account.Verdict?.Mode ?? "") { Filtered = false },
        new("SCOPES", 6, 14, row => Count(row.Account.Verdict?.Scopes?.Count)) { Right = true, Number = row => row.Account.Verdict?.Scopes?.Count, Filtered = false, Order = row => row.Account.Verdict?.Scopes?.Count ?? -1 },
        new("VAULT", 5, 15, row => Count(References(row))) { Right = true, Number = row => References(row), Filtered = false, Order = row => -References(row) },
        new("CHANGED", 8, 16, row => row.Changed) { Moment = row => row.Account.ModifiedAt, Past = true, Filtered = false, Order = row => row.Account.ModifiedAt },
        new("JUDGED", 8, 17, row => row.Judged) { Moment = row => row.Account.Verdict?.At, Past = true, Filtered = false, Order = row => row.Account.Verdict?.At ?? DateTimeOffset.MinValue },
        new("ID", 36, 18, row => row.Id),
    ];

    private static double References(AccountRow row) => row.Account.Fields.Count(field => field.Reference is not null);

    // In words; a query may name them as the host does, too.
    private static string Flags(AccountRow row) => string.Join(", ", (row.Account.Findings ?? []).Select(finding => Words(finding.Code)));

    private static string Codes(AccountRow row) => string.Join(' ', (row.Account.Findings ?? []).Select(finding => finding.Code));

    private static string Words(string code) => string.Concat(code.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    private static string Count(double? count) => count is > 0 ? count.Value.ToString("0", CultureInfo.InvariantCulture) : "";
}
