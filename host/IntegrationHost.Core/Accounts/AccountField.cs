namespace IntegrationHost.Core.Accounts;

/// <summary>One value of an account, as far as it may be shown.</summary>
/// <param name="Key">Field key.</param>
/// <param name="Secret">Whether it is write-only.</param>
/// <param name="IsSet">Whether a value is stored.</param>
/// <param name="Value">The value if it is no secret; otherwise <c>null</c>.</param>
/// <param name="UpdatedAt">When it was set; <c>null</c> if it is not.</param>
/// <param name="Reference">The <c>securekey://</c> reference if the value stays in a vault, which is no secret; otherwise <c>null</c>.</param>
public sealed record AccountField(string Key, bool Secret, bool IsSet, string? Value, DateTimeOffset? UpdatedAt, string? Reference = null);
