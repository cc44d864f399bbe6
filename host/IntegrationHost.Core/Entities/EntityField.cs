namespace IntegrationHost.Core.Entities;

/// <summary>A property of a ThorAPI entity.</summary>
/// <param name="Name">Name on the wire.</param>
/// <param name="Kind">What it holds.</param>
public sealed record EntityField(string Name, EntityFieldKind Kind)
{
    /// <summary>Name in another generation of the contract; taken in its place, and written beside it.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether an entity cannot be without it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it is a SecureField: sealed when stored, a mask when read.</summary>
    public bool Secure { get; init; }

    /// <summary>Fewest characters.</summary>
    public int MinLength { get; init; }

    /// <summary>Most characters; <c>null</c> for any number.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Smallest number.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Largest number.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The words of an enum, as they are written.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether the words are taken in any case: generations of the contract disagree about it.</summary>
    public bool AnyCase { get; init; }

    /// <summary>The value it has if none is given, as JSON text.</summary>
    public string? Default { get; init; }
}
