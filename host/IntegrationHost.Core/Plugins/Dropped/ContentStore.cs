using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>
/// The host's own copies of dropped-in plugins, each in a folder named by its digest. What is shown, approved and loaded are these bytes and no others, so that nothing
/// that happens in the plugins directory between a look and a load has an effect.
/// </summary>
/// <param name="directory">Where they lie; this user's alone.</param>
internal sealed class ContentStore(string directory)
{
    private const string Unfinished = ".taking-";

    private const UnixFileMode SealedFile = UnixFileMode.UserRead;

    private const UnixFileMode SealedFolder = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private const UnixFileMode OpenFolder = SealedFolder | UnixFileMode.UserWrite;

    /// <summary>The folder of a content.</summary>
    public string FolderOf(string digest) => Path.Combine(directory, digest);

    /// <summary>Takes a source in: copied, and hashed on the way, unless its bytes are here already.</summary>
    /// <exception cref="PluginFault">It cannot be a plugin as it is.</exception>
    public PluginContent Take(PluginSource source)
    {
        PrivateFiles.EnsureDirectory(directory);
        ContentCopy hashed = new(folder: null);
        source.CopyTo(hashed);
        if (hashed.Finish() is var seen && Resembles(seen))
            return seen;

        string temporary = Path.Combine(directory, Unfinished + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(temporary);
        try
        {
            ContentCopy copy = new(temporary);
            source.CopyTo(copy);
            PluginContent content = copy.Finish();
            string folder = FolderOf(content.Digest);
            if (Directory.Exists(folder))
                Delete(folder);

            Protect(temporary);
            Directory.Move(temporary, folder);
            UnixProcess.SynchronizeDirectory(directory);
            return content;
        }
        finally
        {
            if (Directory.Exists(temporary))
                Delete(temporary);
        }
    }

    /// <summary>Looks at every byte of a content.</summary>
    /// <exception cref="PluginFault">It is not there as it was hashed.</exception>
    public void Check(PluginContent content)
    {
        if (Problem(content) is { } problem)
            throw new PluginFault(PluginStatus.Untrusted, $"The host's copy of it is not what was approved: {problem}. Put the plugin into the plugins directory again and approve it.");
    }

    /// <summary>Writes a content out as an ordinary folder, replacing what is there.</summary>
    /// <param name="content">The content.</param>
    /// <param name="target">Full path of the folder.</param>
    public void WriteTo(PluginContent content, string target)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, ".new-" + Guid.NewGuid().ToString("N"));
        foreach (ContentFile file in content.Files)
        {
            string path = Path.Combine(temporary, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Path.Combine(FolderOf(content.Digest), file.Path), path);
            MakeWritable(path);
        }

        RemoveSource(target);
        Directory.Move(temporary, target);
    }

    /// <summary>Removes a folder or a zip.</summary>
    public static void RemoveSource(string path)
    {
        if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    /// <summary>Removes every copy but these, and what an interrupted look left.</summary>
    public void KeepOnly(IReadOnlySet<string> digests)
    {
        if (!Directory.Exists(directory))
            return;
        foreach (string path in Directory.EnumerateFileSystemEntries(directory))
        {
            string name = Path.GetFileName(path);
            if (digests.Contains(name.Split('.')[0]))
                continue;
            if (Directory.Exists(path))
                Delete(path);
            else
                File.Delete(path);
        }
    }

    /// <summary>Keeps the descriptors of a content beside it, so that the next start need not load it to know them.</summary>
    public void WriteDescriptors(string digest, byte[] json) => PrivateFiles.WriteAtomically(DescriptorsOf(digest), json);

    /// <summary>The descriptors of a content; <c>null</c> if there are none.</summary>
    public byte[]? ReadDescriptors(string digest) => File.Exists(DescriptorsOf(digest)) ? File.ReadAllBytes(DescriptorsOf(digest)) : null;

    private string DescriptorsOf(string digest) => Path.Combine(directory, digest + ".descriptors.json");

    // Every byte is looked at before it is loaded.
    private bool Resembles(PluginContent content) => content.Files.All(file => new FileInfo(Path.Combine(FolderOf(content.Digest), file.Path)) is { Exists: true } found && found.Length == file.Length);

    private string? Problem(PluginContent content)
    {
        string folder = FolderOf(content.Digest);
        try
        {
            HashSet<string> found = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))];
            foreach (ContentFile file in content.Files)
            {
                string path = Path.Combine(folder, file.Path);
                if (!found.Remove(Path.GetRelativePath(folder, path)) || new FileInfo(path).LinkTarget is not null || PluginFolder.Hash(path) != file.Sha256)
                    return $"{file.Path} is missing or other than it was";
            }

            return found.Count == 0 ? null : $"{found.Count} file(s) were added";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "it cannot be read";
        }
    }

    private static void Protect(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(file, SealedFile);
        foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(inner, SealedFolder);
        File.SetUnixFileMode(folder, SealedFolder);
    }

    private static void Delete(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, OpenFolder);
            foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
                File.SetUnixFileMode(inner, OpenFolder);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void MakeWritable(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
