using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Access;

/// <summary>Tokens and principals as people read them.</summary>
internal static class AccessFacts
{
    /// <summary>The columns of the tokens.</summary>
    public static IReadOnlyList<TableColumn<TokenSummary>> TokenColumns(TimeProvider time) =>
    [
        new("NAME", 18, 0, token => token.Name) { Color = _ => Palette.Peach, Grow = 1 },
        new("FOR", 12, 1, token => token.Username),
        new("STATE", 10, 0, token => State(token, time.GetUtcNow()).Text) { Color = token => State(token, time.GetUtcNow()).Color },
        new("ENDS", 9, 2, token => Age.Until(token.ExpiresAt, time.GetUtcNow())) { Order = token => token.ExpiresAt, Color = _ => Palette.Tan, Filtered = false },
        new("SCOPES", 20, 3, token => string.Join(' ', token.Scopes)) { Color = _ => Palette.Sky, Grow = 3 },
        new("ID", 7, 4, token => token.Id) { Color = _ => Palette.Grey },
    ];

    /// <summary>The columns of the principals.</summary>
    public static IReadOnlyList<TableColumn<PrincipalSummary>> PrincipalColumns(TimeProvider time) =>
    [
        new("PRINCIPAL", 18, 0, principal => principal.Username) { Color = _ => Palette.Peach, Grow = 1 },
        new("STATE", 10, 0, principal => principal.Enabled ? "✔ works" : "- off") { Color = principal => principal.Enabled ? Palette.Green : Palette.Grey },
        new("ROLES", 20, 1, principal => string.Join(' ', principal.Roles)) { Color = _ => Palette.Sky, Grow = 3 },
        new("CHANGED", 9, 2, principal => Age.Ago(principal.ModifiedAt, time.GetUtcNow())) { Order = principal => principal.ModifiedAt, Color = _ => Palette.Grey, Filtered = false },
    ];

    /// <summary>Whether a token works.</summary>
    public static (string Text, Rgb Color) State(TokenSummary token, DateTimeOffset now) =>
        token.RevokedAt is not null ? ("- revoked", Palette.Grey) : token.ExpiresAt <= now ? ("x expired", Palette.Red) : ("✔ works", Palette.Green);
}
