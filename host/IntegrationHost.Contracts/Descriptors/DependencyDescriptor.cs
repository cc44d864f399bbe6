namespace IntegrationHost.Contracts.Descriptors;

/// <summary>Something a module depends on.</summary>
public sealed record DependencyDescriptor
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Such as <c>service</c> or <c>library</c>; free text.</summary>
    public string Type { get; init; } = "";

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the module cannot run without.</summary>
    public bool Required { get; init; }
}
