using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>ThorAPI's IntegrationAccount, exactly as on the wire (<c>/v1/IntegrationAccount</c>).</summary>
/// <remarks>Secure fields (<see cref="ApiKey"/>, <see cref="Password"/>, <see cref="AccountId"/>) go in as values and come out as <see cref="SecureField.Mask"/> or <c>null</c>, never as stored.</remarks>
public sealed record IntegrationAccount
{
    /// <summary>UUID; made by the server.</summary>
    public string? Id { get; init; }

    /// <summary>UUID of the owner.</summary>
    public string? OwnerId { get; init; }

    /// <summary>When it was made.</summary>
    [JsonConverter(typeof(ThorDateConverter))]
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>UUID of who changed it last.</summary>
    public string? LastModifiedById { get; init; }

    /// <summary>When it was changed last.</summary>
    [JsonConverter(typeof(ThorDateConverter))]
    public DateTimeOffset? LastModifiedDate { get; init; }

    /// <summary>Name, such as <c>STRIPE</c> or <c>MAILTRAP_PRIMARY</c>.</summary>
    public string? AccountName { get; init; }

    /// <summary>User name at the provider.</summary>
    public string? Username { get; init; }

    /// <summary>Secure field.</summary>
    public string? Password { get; init; }

    /// <summary>Secure field.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Secure field, although it looks like an identifier.</summary>
    public string? AccountId { get; init; }

    /// <summary><c>ready</c>, <c>closed</c>, <c>executed</c> or <c>error</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Whether the last earned verdict is Valid or Insufficient.</summary>
    public bool? Verified { get; init; }

    /// <summary>Whether it is soft-deleted.</summary>
    public bool? Trashed { get; init; }

    /// <summary>Properties of other generations of the contract; tolerated on read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>Prints the id and the name, never a value.</summary>
    public override string ToString() => $"IntegrationAccount({Id}, {AccountName})";
}
