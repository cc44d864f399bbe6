using System.Security.Cryptography;

namespace IntegrationHost.Core.Plugins;

/// <summary>A plugin's folder: lies below the plugins directory, and holds exactly the files that are pinned, byte for byte.</summary>
internal static class PluginFolder
{
    /// <summary>Whether an assembly's name is a folder's name as well, and no path.</summary>
    public static bool IsPlainName(string name) => name is not ("" or "." or "..") && name.IndexOfAny(['/', '\\', '\0']) < 0;

    /// <summary>SHA-256 of the plugin's main assembly as found; empty if there is none. Nothing outside the plugins directory is read.</summary>
    public static string HashOfMain(string pluginsDirectory, PinnedPlugin plugin) =>
        IsPlainName(plugin.Assembly) ? Hash(Path.Combine(pluginsDirectory, plugin.Assembly, plugin.Assembly + ".dll")) : "";

    /// <summary>The full path of the plugin's main assembly, after every file was checked.</summary>
    /// <exception cref="PluginFault">Something lies elsewhere, is missing, is a link, was changed, was added, or cannot be read.</exception>
    public static string Check(string pluginsDirectory, PinnedPlugin plugin)
    {
        if (!IsPlainName(plugin.Assembly))
        {
            throw new PluginFault(PluginStatus.Untrusted, "Its folder lies outside the plugins directory. Correct 'assembly' in the manifest.");
        }

        var folder = new DirectoryInfo(Path.GetFullPath(Path.Combine(pluginsDirectory, plugin.Assembly)));
        if (!folder.Exists)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, $"Its folder {folder.FullName} is missing. Build or install the program again.");
        }

        if (folder.LinkTarget is not null)
        {
            throw new PluginFault(PluginStatus.Untrusted, "Its folder is a link; what it points to may change unseen. Put the folder itself there.");
        }

        HashSet<string> unpinned = Files(folder);
        foreach (PinnedFile file in plugin.Files)
        {
            CheckFile(folder.FullName, file);
            unpinned.Remove(file.Path);
        }

        if (unpinned.Count > 0)
        {
            throw new PluginFault(PluginStatus.Untrusted, $"Its folder holds {unpinned.Count} file(s) that the manifest does not pin. Remove them, or build again.");
        }

        string assembly = plugin.Assembly + ".dll";
        return plugin.Files.Any(file => file.Path == assembly)
            ? Path.Combine(folder.FullName, assembly)
            : throw new PluginFault(PluginStatus.Malfunctioned, $"The manifest pins no {assembly}. Build or install the program again.");
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

    /// <summary>A link is refused as it is met, before anything behind it is listed.</summary>
    private static HashSet<string> Files(DirectoryInfo folder)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            {
                string path = Path.GetRelativePath(folder.FullName, entry.FullName);
                if (entry.LinkTarget is not null)
                {
                    throw new PluginFault(PluginStatus.Untrusted, $"{path} is a link; what it points to is not pinned. Put the file itself there.");
                }

                if (entry is FileInfo)
                {
                    files.Add(path);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new PluginFault(PluginStatus.Malfunctioned, "Its folder cannot be read. Give the program's user access to it.");
        }

        return files;
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

        if (!string.Equals(Hash(info.FullName), file.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new PluginFault(PluginStatus.Untrusted, $"{file.Path} is not the file that the manifest pins: its SHA-256 differs. Build or install the program again.");
        }
    }
}
