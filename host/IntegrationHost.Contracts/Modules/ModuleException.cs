namespace IntegrationHost.Contracts.Modules;

/// <summary>A run that gives its results one by one could not go on.</summary>
/// <param name="error">Why.</param>
public sealed class ModuleException(ModuleError error) : Exception(error?.Message)
{
    /// <summary>Why it could not go on.</summary>
    public ModuleError Error { get; } = error ?? throw new ArgumentNullException(nameof(error));
}
