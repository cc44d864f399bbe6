namespace IntegrationHost.Api.Access;

/// <summary>Files and directories of the host's user alone. On Windows the rights of the user's profile do that.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Directory700 = File600 | UnixFileMode.UserExecute;

    /// <summary>Makes the directory if it is missing, and closes it to others either way.</summary>
    public static void PrepareDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, Directory700);
        File.SetUnixFileMode(path, Directory700);
    }

    /// <summary>How to make a new file that is closed to others from its first byte on.</summary>
    public static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File600;
        return options;
    }

    /// <summary>Whether others than the owner may do anything with the file.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Directory700) != 0;
}
