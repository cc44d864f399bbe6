using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>Pinned manifests that are missing, are not readable, or list what cannot be.</summary>
public sealed class BadManifestTests
{
    [Fact]
    public void Load_NoDirectory_IsOneStateThatNamesTheManifest()
    {
        using var stage = new PluginStage();
        Directory.Delete(stage.PluginsDirectory);

        AssertNoManifest(stage, "There is no", "plugin-manifest.json");
    }

    [Fact]
    public void Load_ManifestMissing_IsOneStateThatNamesTheManifest()
    {
        using PluginStage stage = new PluginStage("Good").Pin();
        File.Delete(stage.ManifestPath);

        AssertNoManifest(stage, "There is no", "plugin-manifest.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not JSON")]
    [InlineData("{ \"plugins\": null }")]
    [InlineData("{ \"plugins\": [null] }")]
    [InlineData("{ \"plugins\": [{ \"id\": \"x\" }] }")]
    [InlineData("{ \"plugins\": [{ \"id\": null, \"assembly\": \"X\", \"tier\": \"curated\", \"files\": [] }] }")]
    [InlineData("{ \"plugins\": [{ \"id\": \"x\", \"assembly\": \"X\", \"tier\": \"curated\", \"files\": [null] }] }")]
    public void Load_ManifestNotReadable_IsOneStateThatNamesTheManifest(string text)
    {
        using PluginStage stage = new PluginStage("Good").Pin();
        File.WriteAllText(stage.ManifestPath, text);

        AssertNoManifest(stage, "plugin-manifest.json cannot be read");
    }

    [Fact]
    public void Load_ManifestIsAFolder_IsOneStateThatNamesTheManifest()
    {
        using var stage = new PluginStage();
        Directory.CreateDirectory(stage.ManifestPath);

        AssertNoManifest(stage, "plugin-manifest.json cannot be read");
    }

    [Fact]
    public void Load_IdTwice_TheFirstCounts()
    {
        using PluginStage stage = new PluginStage("Good", "NewerMinor").Pin().EditManifest("\"id\": \"NewerMinor\"", "\"id\": \"Good\"");

        using PluginHost host = stage.Load();

        Assert.Equal([("Good", PluginStatus.Active), ("Good", PluginStatus.Superseded)], host.Plugins.Select(state => (state.Id, state.Status)));
        Assert.Contains("lists its id twice; the first one counts. Remove one.", host.Plugins[1].Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../Outside")]
    [InlineData("Good/../../Outside")]
    [InlineData("Good/../NoEntry")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a\\u0000b")]
    public void Load_AssemblyNameThatIsAPath_IsUntrustedAndNothingIsRead(string assembly)
    {
        using PluginStage stage = new PluginStage("NoEntry", "Good").Pin();
        Directory.CreateDirectory(stage.Outside("Outside"));
        File.Copy(stage.AssemblyOf("NoEntry"), stage.Outside("Outside/Outside.dll"));
        stage.EditManifest("\"assembly\": \"NoEntry\"", $"\"assembly\": \"{assembly}\"");

        using PluginHost host = stage.Load();

        PluginState state = LoaderAssert.GoodAndLeftOut(host, "NoEntry", PluginStatus.Untrusted, "outside the plugins directory", "Correct 'assembly' in the manifest");
        Assert.Equal("", state.Sha256);
    }

    [Theory]
    [InlineData("../Good/Good.dll")]
    [InlineData("/etc/hostname")]
    public void Load_PinnedFileOutsideTheFolder_IsUntrusted(string path)
    {
        using PluginStage stage = new PluginStage("NoEntry", "Good").Pin().EditManifest("\"path\": \"NoEntry.dll\"", $"\"path\": \"{path}\"");

        using PluginHost host = stage.Load();

        LoaderAssert.GoodAndLeftOut(host, "NoEntry", PluginStatus.Untrusted, "a file outside the plugin's folder", "Build or install");
    }

    [Fact]
    public void Load_MainAssemblyNotPinned_IsNotLoaded()
    {
        using PluginStage stage = new PluginStage("NoEntry", "Good").Pin();
        File.Delete(stage.AssemblyOf("NoEntry"));
        string hash = PluginFolder.Hash(Path.Combine(stage.FolderOf("NoEntry"), "NoEntry.deps.json"));
        File.Move(Path.Combine(stage.FolderOf("NoEntry"), "NoEntry.deps.json"), Path.Combine(stage.FolderOf("NoEntry"), "Other.dll"));
        File.WriteAllText(stage.ManifestPath, $$"""
            { "plugins": [
              { "id": "NoEntry", "assembly": "NoEntry", "tier": "curated", "files": [{ "path": "Other.dll", "sha256": "{{hash}}" }] }
            ] }
            """);

        using PluginHost host = stage.Load();

        LoaderAssert.LeftOut(host, "NoEntry", PluginStatus.Malfunctioned, "The manifest pins no NoEntry.dll", "Build or install");
    }

    private static void AssertNoManifest(PluginStage stage, params string[] parts)
    {
        using PluginHost host = stage.Load();

        Assert.Single(host.Plugins);
        LoaderAssert.LeftOut(host, "manifest", PluginStatus.Malfunctioned, [.. parts, "Build or install the program again"]);
        Assert.Empty(host.Catalog.Providers);
    }
}
