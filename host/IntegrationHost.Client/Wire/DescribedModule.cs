namespace IntegrationHost.Client.Wire;

/// <summary>A module as the catalogue describes it (<c>GET /v1/modules/metadata</c>), as far as a form needs it.</summary>
/// <param name="ModuleType">Short key.</param>
/// <param name="ModuleClass">Class by which workflows name it.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Description">One sentence.</param>
public sealed record DescribedModule(string ModuleType, string ModuleClass, string Name, string Description)
{
    /// <summary>Further names of the class.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Inputs in order.</summary>
    public IReadOnlyList<ModuleInput> Inputs { get; init; } = [];

    /// <summary>Whether a workflow that says this class means this module.</summary>
    public bool IsNamed(string? className)
    {
        if (string.IsNullOrEmpty(className))
            return false;
        string simple = ModuleClass[(ModuleClass.LastIndexOf('.') + 1)..];
        string bean = simple.EndsWith("Module", StringComparison.Ordinal) ? simple[..^6] : simple;
        return Aliases.Concat([ModuleClass, simple, bean, ModuleType]).Contains(className, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>An input of a module.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">Type or form control: <c>string</c>, <c>integer</c>, <c>number</c>, <c>boolean</c>, <c>array</c>, <c>object</c>, <c>json</c>, <c>textarea</c>, ...</param>
/// <param name="Description">One sentence.</param>
/// <param name="Required">Whether it must be given.</param>
public sealed record ModuleInput(string Name, string Type, string Description, bool Required)
{
    /// <summary>The value it has if none is given, as text; <c>null</c> for none.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>The values it may have; empty for any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>Greyed text in the empty field.</summary>
    public string? Placeholder { get; init; }

    /// <summary>Smallest number.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest number.</summary>
    public decimal? Max { get; init; }

    /// <summary>Whether a form hides it until it is asked for.</summary>
    public bool Advanced { get; init; }

    /// <summary>Whether its value is hidden as it is typed.</summary>
    public bool Sensitive { get; init; }
}
