namespace IntegrationHost.Core.Permissions;

/// <summary>Something about a principal, role, token or permission cannot be stored as it is.</summary>
/// <param name="key">Name of the property.</param>
/// <param name="problem">What is wrong and what to do. Does not repeat it.</param>
public sealed class InvalidInputException(string key, string problem) : Exception(problem)
{
    /// <summary>What is wrong by property.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; } = new Dictionary<string, IReadOnlyList<string>> { [key] = [problem] };
}
