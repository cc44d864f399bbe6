namespace IntegrationHost.Core.Logins;

/// <summary>A name was tried too often, or too many log in at once.</summary>
/// <param name="wait">How long to wait.</param>
public sealed class LoginThrottledException(TimeSpan wait) : Exception("Too many attempts to log in. Wait, then try again.")
{
    /// <summary>How long to wait.</summary>
    public TimeSpan Wait { get; } = wait;
}
