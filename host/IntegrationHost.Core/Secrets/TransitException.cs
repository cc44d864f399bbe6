namespace IntegrationHost.Core.Secrets;

/// <summary>The vault does not unwrap.</summary>
/// <param name="message">Names the vault, never a token or an answer's text.</param>
/// <param name="transient">Whether the same call may succeed later.</param>
internal sealed class TransitException(string message, bool transient) : Exception(message)
{
    public bool Transient { get; } = transient;
}
