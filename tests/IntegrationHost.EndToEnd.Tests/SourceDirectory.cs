namespace IntegrationHost.EndToEnd.Tests;

/// <summary>A home directory in which other tools have left their files.</summary>
internal sealed class SourceDirectory : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("ih-home-").FullName;

    public string Write(string path, string text)
    {
        string full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
