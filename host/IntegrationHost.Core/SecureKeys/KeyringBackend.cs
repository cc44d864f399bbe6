using System.ComponentModel;
using System.Diagnostics;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>
/// <c>securekey://keyring/SERVICE/ACCOUNT</c>: the desktop's keyring (freedesktop.org Secret Service) through its own command <c>secret-tool</c>,
/// where that is installed. Items are found by the attributes <c>service</c> and <c>account</c>.
/// </summary>
internal sealed class KeyringBackend : ISecureKeyBackend
{
    private const string Command = "secret-tool";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<SecretText> ResolveAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        (int exit, string output) = await RunAsync(["lookup", "service", reference.Mount, "account", reference.Path], cancellationToken);
        return exit == 0 && output.Length > 0 ? SecureKeyValue.Of(reference, output) : throw new SecureKeyException(Missing(reference));
    }

    public async Task<SecureKeyState> CheckAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        try
        {
            // The keyring's own search would print the value: what is there can only be told by using it.
            await RunAsync(["--version"], cancellationToken);
            return new SecureKeyState(null, "The keyring is there; whether it holds the item shows when it is used.");
        }
        catch (SecureKeyException error)
        {
            return new SecureKeyState(false, error.Message);
        }
    }

    private static string Missing(SecureKeyReference reference) =>
        $"The keyring has no item with service '{reference.Mount}' and account '{reference.Path}', or is locked. Store it with: {Command} store --label=NAME service {reference.Mount} account {reference.Path}";

    private static async Task<(int Exit, string Output)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var start = new ProcessStartInfo(Command) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start) ?? throw new Win32Exception();
            process.StandardInput.Close();
            string output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            throw new SecureKeyException($"This machine has no keyring command. Install {Command} (package libsecret-tools), or keep the value elsewhere.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SecureKeyException("The keyring did not answer: it may wait for somebody to unlock it.");
        }
    }
}
