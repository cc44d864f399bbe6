namespace IntegrationHost.Core.Accounts;

/// <summary>One value of an account that is no secret.</summary>
internal sealed class AccountFieldRow
{
    public required Guid AccountId { get; set; }

    public required string FieldKey { get; set; }

    public required string Value { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
