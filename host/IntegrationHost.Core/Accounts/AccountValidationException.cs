namespace IntegrationHost.Core.Accounts;

/// <summary>Values of an account that cannot be stored as they are.</summary>
/// <param name="errors">What is wrong by field key (or <c>name</c>, <c>baseUrl</c>, <c>providerId</c>, ...). Never repeats a value.</param>
public sealed class AccountValidationException(IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    : Exception("The account cannot be stored: " + string.Join(" ", errors.SelectMany(error => error.Value)))
{
    /// <summary>What is wrong by field key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; } = errors;
}
