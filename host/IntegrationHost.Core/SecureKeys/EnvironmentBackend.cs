using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary><c>securekey://env/NAME</c>: a variable of the host's environment. For development: an environment can be read by the machine's other tools.</summary>
/// <param name="read">Reads a variable.</param>
internal sealed class EnvironmentBackend(Func<string, string?> read) : ISecureKeyBackend
{
    public Task<SecretText> ResolveAsync(SecureKeyReference reference, CancellationToken cancellationToken) =>
        Task.FromResult(SecureKeyValue.Of(reference, read(reference.Mount) ?? throw new SecureKeyException(Missing(reference))));

    public Task<SecureKeyState> CheckAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        bool set = !string.IsNullOrEmpty(read(reference.Mount));
        return Task.FromResult(new SecureKeyState(set, set ? "The variable is set." : Missing(reference)));
    }

    private static string Missing(SecureKeyReference reference) => $"The host's environment has no variable '{reference.Mount}'. Set it and start the host again.";
}
