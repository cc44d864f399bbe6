namespace IntegrationHost.Core.Entities;

/// <summary>What a property of a ThorAPI entity holds.</summary>
public enum EntityFieldKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A UUID.</summary>
    Id,

    /// <summary>One of a closed list of words.</summary>
    Word,

    /// <summary>A nested object of which only the id counts.</summary>
    Reference,

    /// <summary>Anything: kept as it came.</summary>
    Json,
}
