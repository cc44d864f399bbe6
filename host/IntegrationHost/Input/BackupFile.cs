using IntegrationHost.Commands;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Input;

/// <summary>Writes a file that is there as a whole or not at all, for its owner alone.</summary>
internal static class BackupFile
{
    /// <exception cref="UsageException">It exists.</exception>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (File.Exists(path))
        {
            throw new UsageException($"{path} exists. Choose another name; a backup is never overwritten.");
        }

        string temporary = path + ".tmp";
        try
        {
            File.Delete(temporary);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var file = new FileStream(temporary, options))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path);
        }
        catch (Exception failure)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            throw failure is IOException or UnauthorizedAccessException
                ? new StoreException($"{path} cannot be written. Check the directory's permissions and the free space on its disk.", StoreException.InputOutput, failure)
                : failure;
        }
    }
}
