namespace IntegrationHost.Console.Dialogs;

/// <summary>Files that only the operator may read.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a file of mode 0600.</summary>
    /// <param name="path">Where; it must not exist.</param>
    /// <exception cref="IOException">It exists, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static FileStream Create(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>The path as the file system needs it: <c>~</c> is the home directory, and what is not absolute begins there.</summary>
    public static string Resolve(string path)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return path == "~" ? home : Path.GetFullPath(path.StartsWith("~/", StringComparison.Ordinal) ? path[2..] : path, home);
    }
}
