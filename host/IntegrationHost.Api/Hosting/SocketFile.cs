using System.Text;
using IntegrationHost.Api.Access;

namespace IntegrationHost.Api.Hosting;

/// <summary>The place of the Unix socket. Kestrel leaves the socket itself open to all, so the directory is what keeps others out.</summary>
internal static class SocketFile
{
    /// <summary>What the platform's address structure holds (108 bytes on Linux, 104 on macOS), less the final zero.</summary>
    private const int MaxPathBytes = 103;

    /// <summary>Makes the directory, closes it to others, and removes what a dead owner left. The caller holds the store, so no living one is there.</summary>
    public static void Prepare(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
            throw new ApiStartException($"The socket path {path} is longer than {MaxPathBytes} bytes. Choose a data directory with a shorter path.");

        string directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            OwnerOnly.PrepareDirectory(directory);
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ApiStartException($"The socket directory {directory} cannot be made or closed to others. See who owns it, then start again.", failure);
        }
    }
}
