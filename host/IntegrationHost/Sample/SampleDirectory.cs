using IntegrationHost.Core.Storage;

namespace IntegrationHost.Sample;

/// <summary>A throw-away place for a store and its key, deleted when disposed.</summary>
internal sealed class SampleDirectory : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("integration-host-sample-").FullName;

    public HostPaths Paths => HostPaths.Resolve(
        Path.Combine(root, "data"),
        name => name == "XDG_CONFIG_HOME" ? Path.Combine(root, "config") : name == "INTEGRATION_HOST_CONFIG" ? null : Environment.GetEnvironmentVariable(name));

    public void Dispose()
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            // A process that still holds a file there: the system's temporary files are swept anyway, and nothing real is in it.
        }
    }
}
