using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>A place that keeps values. Resolving reads one; checking must not.</summary>
internal interface ISecureKeyBackend
{
    /// <summary>The value, as of now. The caller disposes it.</summary>
    /// <exception cref="SecureKeyException">It cannot be had.</exception>
    Task<SecretText> ResolveAsync(SecureKeyReference reference, CancellationToken cancellationToken);

    /// <summary>Whether the value could be had, and what is known about it, without reading it.</summary>
    Task<SecureKeyState> CheckAsync(SecureKeyReference reference, CancellationToken cancellationToken);
}
