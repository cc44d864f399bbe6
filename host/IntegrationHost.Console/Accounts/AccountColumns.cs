using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>The columns of the accounts table.</summary>
internal static class AccountColumns
{
    /// <summary>All columns, from left to right.</summary>
    public static IReadOnlyList<TableColumn<AccountRow>> All { get; } =
    [
        new("NAME", 18, 0, row => row.Account.Name) { Color = _ => Palette.Peach, Grow = 1 },
        new("PROVIDER", 12, 3, row => row.Provider),
        new("ENV", 11, 4, row => row.Account.Environment),
        new("STATE", 13, 1, row => row.StateText) { Color = row => AccountStates.Color(row.State), Order = row => row.State },
        new("IDENTITY", 15, 5, row => row.Identity) { Color = _ => Palette.Sky, Grow = 1 },
        new("EXPIRES", 8, 6, row => row.Expires)
        {
            Color = row => row.Expires == "expired" ? Palette.Red : Palette.Lavender,
            Order = row => row.Account.Verdict?.ExpiresAt ?? DateTimeOffset.MaxValue,
        },
        new("MOD", 4, 2, row => row.Modules) { Color = _ => Palette.Tan, Order = row => -row.Account.LinkedModuleCount, Filtered = false },
        new("LAST TEST", 10, 7, row => row.LastTest) { Order = row => row.Account.LastAttempt?.At ?? DateTimeOffset.MinValue, Filtered = false },
    ];
}
