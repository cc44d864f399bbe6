using IntegrationHost.Core.Accounts;

namespace IntegrationHost.Api.Accounts;

/// <summary>ThorAPI's account status on the wire: lower case, and nothing but the four.</summary>
internal static class AccountStatusWire
{
    private static readonly Dictionary<string, AccountStatus> ByWire = Enum.GetValues<AccountStatus>().ToDictionary(ToWire);

    /// <summary>The values, for messages.</summary>
    public static string Known { get; } = string.Join(", ", ByWire.Keys);

    public static string ToWire(AccountStatus status) => status switch
    {
        AccountStatus.Ready => "ready",
        AccountStatus.Closed => "closed",
        AccountStatus.Executed => "executed",
        AccountStatus.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static AccountStatus? Parse(string wire) => ByWire.TryGetValue(wire, out AccountStatus status) ? status : null;
}
