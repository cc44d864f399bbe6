namespace IntegrationHost.Generators;

/// <summary>Names of the generator's steps; tests assert that each runs only when it must.</summary>
public static class ProviderGeneratorStepNames
{
    /// <summary>The project's root namespace.</summary>
    public const string Namespace = "Namespace";

    /// <summary>A file read: model and problems.</summary>
    public const string Read = "Read";

    /// <summary>The model of a file without errors.</summary>
    public const string Model = "Model";

    /// <summary>The problems of a file.</summary>
    public const string Problems = "Problems";

    /// <summary>The C# of a provider.</summary>
    public const string Source = "Source";

    /// <summary>The files whose C# would have the name of another's.</summary>
    public const string Names = "Names";

    /// <summary>What is handed to the compiler for a provider.</summary>
    public const string Output = "Output";
}
