using System.Text;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Tests.Storage;

public sealed class HostPathsTests
{
    [Fact]
    public void Resolve_NothingGiven_FollowsTheHomeDirectory()
    {
        HostPaths paths = Resolve(null, ("HOME", "/home/ada"));
        Assert.Equal("/home/ada/.local/share/integration-host", paths.DataDirectory);
        Assert.Equal("/home/ada/.config/integration-host/keys/default.key", paths.KeyFilePath);
        Assert.Equal("/home/ada/.local/share/integration-host/run/host.sock", paths.SocketPath);
    }

    [Fact]
    public void Resolve_XdgVariables_AreFollowedWhenAbsolute()
    {
        HostPaths paths = Resolve(null, ("HOME", "/home/ada"), ("XDG_DATA_HOME", "/d"), ("XDG_CONFIG_HOME", "relative"));
        Assert.Equal("/d/integration-host", paths.DataDirectory);
        Assert.Equal("/home/ada/.config/integration-host", paths.ConfigDirectory);
    }

    [Fact]
    public void Resolve_DataDirectoryGiven_KeepsItsKeyOutsideUnderItsOwnName()
    {
        HostPaths one = Resolve("/srv/one/", ("HOME", "/home/ada"));
        HostPaths same = Resolve("/srv/x/../one", ("HOME", "/home/ada"));
        HostPaths other = Resolve("/srv/two", ("HOME", "/home/ada"));
        Assert.Equal(one.KeyFilePath, same.KeyFilePath);
        Assert.NotEqual(one.KeyFilePath, other.KeyFilePath);
        Assert.Matches(@"\A/home/ada/\.config/integration-host/keys/[0-9a-f]{16}\.key\z", one.KeyFilePath);
    }

    [Fact]
    public void Resolve_ConfigurationInsideData_IsRefused()
    {
        StoreException refusal = Assert.Throws<StoreException>(() => Resolve("/srv/one", ("INTEGRATION_HOST_CONFIG", "/srv/one/config")));
        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
    }

    [Fact]
    public void Resolve_NoHome_SaysWhatToSet() =>
        Assert.Contains("HOME", Assert.Throws<StoreException>(() => Resolve(null)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("/run/user/1000")]
    [InlineData(null)]
    public void Resolve_LongDataDirectory_GivesAShortSocketOfItsOwn(string? runtime)
    {
        string data = "/srv/" + new string('d', 120);
        HostPaths paths = Resolve(data, ("HOME", "/home/ada"), ("XDG_RUNTIME_DIR", runtime));
        Assert.InRange(Encoding.UTF8.GetByteCount(paths.SocketPath), 1, 100);
        Assert.NotEqual(paths.SocketPath, Resolve(data + "2", ("HOME", "/home/ada"), ("XDG_RUNTIME_DIR", runtime)).SocketPath);
        Assert.StartsWith(runtime ?? $"/tmp/integration-host-{UnixProcess.UserId}/", paths.SocketPath, StringComparison.Ordinal);
    }

    private static HostPaths Resolve(string? data, params (string Name, string? Value)[] environment) =>
        HostPaths.Resolve(data, name => environment.FirstOrDefault(variable => variable.Name == name).Value);
}
