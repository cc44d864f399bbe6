using System.Text.Json;

namespace IntegrationHost.Core.Guard;

/// <summary>Who a credential belongs to at the provider, as its smoke test told: the part of the identity that stays when names change.</summary>
/// <param name="Label">What the id is, such as <c>workspace id</c>; ids with different labels cannot be compared.</param>
/// <param name="Id">The provider's id.</param>
/// <param name="Name">Name for people, if it is another text than the id.</param>
public sealed record AccountOwner(string Label, string Id, string? Name = null)
{
    /// <summary>Such as <c>Example Team (workspace id T0EXAMPLE)</c>.</summary>
    public override string ToString() => Name is null ? $"{Label} {Id}" : $"{Name} ({Label} {Id})";

    /// <summary>Whether the other is known to be somebody else. Ids of different kinds prove nothing.</summary>
    public bool IsOtherThan(AccountOwner other) => Label == other.Label && Id != other.Id;

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>The owner in a stored text; <c>null</c> if there is none, or if it is none that the host wrote.</summary>
    internal static AccountOwner? FromJson(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<AccountOwner>(json) is { Label: not null, Id: not null } owner ? owner : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
