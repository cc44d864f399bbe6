namespace IntegrationHost.Core.Entities;

/// <summary>An entity that ThorAPI's contract does not allow.</summary>
/// <param name="errors">What is wrong, by property; never a value.</param>
public sealed class EntityValidationException(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) : Exception("The entity cannot be stored as it is.")
{
    /// <summary>What is wrong, by property.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; } = errors;
}
