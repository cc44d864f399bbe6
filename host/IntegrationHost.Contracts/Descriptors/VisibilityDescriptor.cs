namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A condition on another input of the module.</summary>
public sealed record VisibilityDescriptor
{
    /// <summary>Name of the other input.</summary>
    public required string Input { get; init; }

    /// <summary>Any of these values meets it, as text.</summary>
    public required IReadOnlyList<string> Values { get; init; }
}
