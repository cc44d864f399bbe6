namespace IntegrationHost.Core.Accounts;

/// <summary>Gathers what is wrong with a draft or a change, so that a person sees all of it at once.</summary>
internal sealed class ProblemList
{
    private readonly Dictionary<string, List<string>> errors = new(StringComparer.Ordinal);

    public List<string> Warnings { get; } = [];

    public bool Any => errors.Count > 0;

    public void Add(string key, string message)
    {
        if (!errors.TryGetValue(key, out List<string>? list))
            errors[key] = list = [];
        list.Add(message);
    }

    /// <exception cref="AccountValidationException">Something was added.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
            throw new AccountValidationException(errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)error.Value));
    }
}
