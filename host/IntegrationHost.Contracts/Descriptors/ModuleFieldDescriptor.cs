namespace IntegrationHost.Contracts.Descriptors;

/// <summary>An input or output of a module.</summary>
public sealed record ModuleFieldDescriptor
{
    /// <summary>Name as in the metadata.</summary>
    public required string Name { get; init; }

    /// <summary>Type as in the metadata: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>datetime</c>, <c>array</c>, <c>object</c>.</summary>
    public required string Type { get; init; }

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it must be given (inputs only).</summary>
    public bool Required { get; init; }

    /// <summary>The values it may have; empty for any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];
}
