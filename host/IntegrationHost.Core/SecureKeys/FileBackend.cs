using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary><c>securekey://file/run/secrets/NAME</c>: a file that only its owner can read, as container platforms mount them.</summary>
internal sealed class FileBackend : ISecureKeyBackend
{
    private const long MostBytes = 64 * 1024;
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public async Task<SecretText> ResolveAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        string path = PathOf(reference);
        if (Problem(path) is { } problem)
            throw new SecureKeyException(problem);

        try
        {
            return SecureKeyValue.Of(reference, await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SecureKeyException($"The file {path} cannot be read by the host's user.");
        }
    }

    public Task<SecureKeyState> CheckAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        string path = PathOf(reference);
        string? problem = Problem(path);
        return Task.FromResult(problem is null
            ? new SecureKeyState(true, "The file is there.", UpdatedAt: File.GetLastWriteTimeUtc(path))
            : new SecureKeyState(false, problem));
    }

    private static string PathOf(SecureKeyReference reference) => "/" + reference.Mount + (reference.Path.Length > 0 ? "/" + reference.Path : "");

    private static string? Problem(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            return $"There is no file {path}. Correct the reference, or put the file there.";
        if (file.Length > MostBytes)
            return $"The file {path} is larger than 64 KiB, which no secret is.";

        // What everybody can read is no secret; what others can write is not the owner's.
        return !OperatingSystem.IsWindows() && (file.UnixFileMode & Others) != 0 ? $"The file {path} is open to other users. Take their rights away: chmod 600." : null;
    }
}
