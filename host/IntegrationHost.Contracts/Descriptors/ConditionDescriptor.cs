namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A test of one value of an answer.</summary>
public sealed record ConditionDescriptor
{
    /// <summary>Header name, or path in the JSON body: property names joined by <c>.</c>, array items by number (<c>error.details.0.reason</c>).</summary>
    public required string Path { get; init; }

    /// <summary>What must hold.</summary>
    public required ConditionOperator Operator { get; init; }

    /// <summary>The operands; strings, and for JSON numbers and booleans their JSON text (<c>true</c>, <c>20003</c>).</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}
