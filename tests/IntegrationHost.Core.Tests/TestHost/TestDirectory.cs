using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>A place for one store on disk, gone afterwards.</summary>
internal sealed class TestDirectory : IDisposable
{
    public TestDirectory()
    {
        Root = Directory.CreateTempSubdirectory("ih-core-").FullName;
        Paths = HostPaths.Resolve(Path.Combine(Root, "data"), name => name switch
        {
            "INTEGRATION_HOST_CONFIG" => Path.Combine(Root, "config"),
            "XDG_RUNTIME_DIR" => Path.Combine(Root, "run"),
            _ => null,
        });
    }

    public string Root { get; }

    public HostPaths Paths { get; }

    /// <summary>The bytes of every file below the data directory, the lock aside.</summary>
    public Dictionary<string, byte[]> Snapshot() => Directory.EnumerateFiles(Paths.DataDirectory, "*", SearchOption.AllDirectories)
        .Where(path => path != Paths.LockPath)
        .ToDictionary(path => path, File.ReadAllBytes);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
