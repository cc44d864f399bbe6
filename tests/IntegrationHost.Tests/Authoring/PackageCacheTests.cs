using System.Security.Cryptography;
using IntegrationHost.Authoring;

namespace IntegrationHost.Tests.Authoring;

/// <summary>A package of an earlier build with the same version does not stand in for the one that a new project is given.</summary>
public sealed class PackageCacheTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ih-cache-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void ForgetOther_AnotherBuildIsCached_TakesItOutAndNothingElse()
    {
        string package = Package("IntegrationHost.Sdk.0.1.0.nupkg", "this build");
        string other = Cached("integrationhost.sdk", "0.1.0", "an earlier build");
        string older = Cached("integrationhost.sdk", "0.0.9", "an earlier build");
        string testing = Cached("integrationhost.sdk.testing", "0.1.0", "an earlier build");

        Assert.True(PackageCache.ForgetOther(package, root));

        Assert.False(Directory.Exists(other));
        Assert.True(Directory.Exists(older));
        Assert.True(Directory.Exists(testing));
    }

    [Fact]
    public void ForgetOther_ThisBuildIsCached_LeavesIt()
    {
        string package = Package("IntegrationHost.Sdk.Testing.0.1.0-rc.1.nupkg", "this build");
        string same = Cached("integrationhost.sdk.testing", "0.1.0-rc.1", "this build");

        Assert.False(PackageCache.ForgetOther(package, root));

        Assert.True(File.Exists(Path.Combine(same, "lib", "it.dll")));
    }

    [Fact]
    public void ForgetOther_NothingIsCached_DoesNothing() => Assert.False(PackageCache.ForgetOther(Package("IntegrationHost.Sdk.0.1.0.nupkg", "this build"), root));

    [Fact]
    public void ForgetOther_NoteOfTheCacheIsNoJson_TakesItOut()
    {
        string package = Package("IntegrationHost.Sdk.0.1.0.nupkg", "this build");
        string broken = Cached("integrationhost.sdk", "0.1.0", "this build");
        File.WriteAllText(Path.Combine(broken, ".nupkg.metadata"), "{");

        Assert.True(PackageCache.ForgetOther(package, root));
        Assert.False(Directory.Exists(broken));
    }

    private string Package(string name, string content)
    {
        string path = Path.Combine(root, name);
        File.WriteAllText(path, content);
        return path;
    }

    private string Cached(string id, string version, string content)
    {
        string folder = Path.Combine(root, id, version);
        Directory.CreateDirectory(Path.Combine(folder, "lib"));
        File.WriteAllText(Path.Combine(folder, "lib", "it.dll"), content);
        File.WriteAllText(Path.Combine(folder, ".nupkg.metadata"), $$"""{ "version": 2, "contentHash": "{{Convert.ToBase64String(SHA512.HashData(System.Text.Encoding.UTF8.GetBytes(content)))}}" }""");
        return folder;
    }
}
