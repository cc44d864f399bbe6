using System.Security.Cryptography;

namespace IntegrationHost.Core.Plugins;

/// <summary>A plugin's folder: lies below the plugins directory, and holds exactly the files that are pinned, byte for byte.</summary>
internal static class PluginFolder
{
    /// <summary>The full path of the plugin's main assembly, after every file was checked.</summary>
    /// <exception cref="PluginFault">Something lies elsewhere, is missing, is a link, was changed, or was added.</exception>
    public static string Check(string pluginsDirectory, PinnedPlugin plugin)
    {
        string root = Path.GetFullPath(pluginsDirectory) + Path.DirectorySeparatorChar;
        string folder = Path.GetFullPath(Path.Combine(root, plugin.Assembly));
        if (!folder.StartsWith(root, StringComparison.Ordinal) || Path.GetFileName(folder) != plugin.Assembly)
        {
            throw new PluginFault(PluginStatus.Untrusted, "Its folder lies outside the plugins directory. Correct 'assembly' in the manifest.");
        }

        if (!Directory.Exists(folder))
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"Its folder {folder} is missing. Build or install the program again.");
        }

        HashSet<string> unpinned = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];
        foreach (PinnedFile file in plugin.Files)
        {
            CheckFile(folder, file);
            unpinned.Remove(file.Path);
        }

        if (unpinned.Count > 0)
        {
            throw new PluginFault(PluginStatus.Untrusted, $"Its folder holds {unpinned.Count} file(s) that the manifest does not pin. Remove them, or build again.");
        }

        string assembly = Path.Combine(folder, plugin.Assembly + ".dll");
        return plugin.Files.Any(file => file.Path == plugin.Assembly + ".dll")
            ? assembly
            : throw new PluginFault(PluginStatus.Malfunctioned, $"The manifest pins no {plugin.Assembly}.dll. Build or install the program again.");
    }

    /// <summary>SHA-256 of a file as lower-case hex; empty if it cannot be read.</summary>
    public static string Hash(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void CheckFile(string folder, PinnedFile file)
    {
        var info = new FileInfo(Path.Combine(folder, file.Path));
        if (!info.FullName.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new PluginFault(PluginStatus.Untrusted, "The manifest pins a file outside the plugin's folder. Build or install the program again.");
        }

        if (!info.Exists)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"{file.Path} is missing. Build or install the program again.");
        }

        if (info.LinkTarget is not null)
        {
            throw new PluginFault(PluginStatus.Untrusted, $"{file.Path} is a link; what it points to is not pinned. Put the file itself there.");
        }

        if (!string.Equals(Hash(info.FullName), file.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginFault(PluginStatus.Untrusted, $"{file.Path} is not the file that the manifest pins: its SHA-256 differs. Build or install the program again.");
        }
    }
}
