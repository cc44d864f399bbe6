namespace IntegrationHost.Core.Modules;

/// <summary>An ExecModule that cannot be stored as it is.</summary>
/// <param name="errors">What is wrong by property name.</param>
public sealed class ModuleValidationException(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    : Exception("The module cannot be stored: " + string.Join(" ", errors.SelectMany(error => error.Value)))
{
    /// <summary>What is wrong by property name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; } = errors;
}
