using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Commands;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;

namespace IntegrationHost.Tests.Hosting;

public sealed class HostSessionTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ih-session-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HostPaths Paths => HostPaths.Resolve(Path.Combine(root, "data"), name => name == "XDG_CONFIG_HOME" ? Path.Combine(root, "config") : null);

    [Fact]
    public async Task Second_AttachesToTheFirst_AndBothWork()
    {
        await using HostSession first = await HostSession.OpenAsync(Paths, new SessionOptions(), Token);
        await using HostSession second = await HostSession.OpenAsync(Paths, new SessionOptions(), Token);
        Assert.Equal((true, false), (first.IsOwner, second.IsOwner));
        await first.Client.ImportModulesAsync("""[{ "name": "Post", "className": "SlackPostModule" }]""", Token);
        Assert.Equal("Post", Assert.Single(await second.Client.GetModulesAsync(Token)).Name);
    }

    [Fact]
    public async Task OwnerEnds_AnAttachedOneTakesItsPlace_AndAThirdAttachesToThat()
    {
        HostSession first = await HostSession.OpenAsync(Paths, new SessionOptions(), Token);
        await using HostSession second = await HostSession.OpenAsync(Paths, new SessionOptions(), Token);
        await first.Client.ImportModulesAsync("""[{ "name": "Post", "className": "SlackPostModule" }]""", Token);
        await first.DisposeAsync();

        IReadOnlyList<ExecModule> modules = await UntilAnsweredAsync(() => second.Client.GetModulesAsync(Token));

        Assert.Equal("Post", Assert.Single(modules).Name);
        Assert.True(second.IsOwner);
        await using HostSession third = await HostSession.OpenAsync(Paths, new SessionOptions(), Token);
        Assert.False(third.IsOwner);
        Assert.Single(await third.Client.GetModulesAsync(Token));
    }

    [Fact]
    public async Task MustOwn_WhileAnotherOwns_IsRefused()
    {
        await using HostSession first = await HostSession.OpenAsync(Paths, new SessionOptions(), Token);
        await Assert.ThrowsAsync<UsageException>(() => HostSession.OpenAsync(Paths, new SessionOptions { MustOwn = true }, Token));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>The first call may still go over a connection that the ended owner has just closed.</summary>
    private static async Task<T> UntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HostUnavailableException)
        {
            return await ask();
        }
    }
}
