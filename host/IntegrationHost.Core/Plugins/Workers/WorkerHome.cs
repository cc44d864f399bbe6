namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>A worker's own temporary directory, for this user alone; gone with it.</summary>
internal sealed class WorkerHome : IDisposable
{
    /// <summary>Made with mode 0700.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("integration-worker-").FullName;

    /// <summary>Whether it holds more than it may. A worker is the only one who writes there, and may do so as this looks.</summary>
    public bool IsOver(long bytes, int files)
    {
        try
        {
            var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
            foreach (FileInfo file in new DirectoryInfo(Path).EnumerateFiles("*", all))
            {
                bytes -= file.Length;
                if (--files < 0 || bytes < 0)
                    return true;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It changed as it was read; the next look tells.
        }

        return false;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Left to whoever cleans the directory of temporary files; nothing of the host stands in it.
        }
    }
}
