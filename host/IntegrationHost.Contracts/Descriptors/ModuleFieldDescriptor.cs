namespace IntegrationHost.Contracts.Descriptors;

/// <summary>An input or output of a module.</summary>
public sealed record ModuleFieldDescriptor
{
    /// <summary>Name as in the metadata.</summary>
    public required string Name { get; init; }

    /// <summary>Type as in the metadata: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>datetime</c>, <c>array</c>, <c>object</c>, <c>json</c>, <c>file</c>.</summary>
    public required string Type { get; init; }

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether it must be given (inputs only).</summary>
    public bool Required { get; init; }

    /// <summary>The values it may have; empty for any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>The value it has if none is given, as text; <c>null</c> for none.</summary>
    public string? Default { get; init; }

    /// <summary>ThorAPI's form control, such as <c>textarea</c>; empty if the type says it.</summary>
    public string Control { get; init; } = "";

    /// <summary>More help than the description.</summary>
    public string HelpText { get; init; } = "";

    /// <summary>Greyed text in the empty field.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Heading it stands under; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Whether a form hides it until it is asked for.</summary>
    public bool Advanced { get; init; }

    /// <summary>Whether its value is hidden as it is typed, and never logged.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Smallest number; <c>null</c> for any.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>Largest number; <c>null</c> for any.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>Distance of two neighbouring numbers in a form; <c>null</c> for any.</summary>
    public decimal? Step { get; init; }

    /// <summary>Values to show as examples.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>When a form shows it; <c>null</c> for always.</summary>
    public VisibilityDescriptor? VisibleWhen { get; init; }
}
