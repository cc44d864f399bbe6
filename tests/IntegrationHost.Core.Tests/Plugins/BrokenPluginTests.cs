using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>Plugins that are staged and pinned as they should be, but are not what they should be.</summary>
public sealed class BrokenPluginTests
{
    [Theory]
    [InlineData("ThrowsInConstructor", PluginStatus.Malfunctioned, "threw NotSupportedException while it was loaded", "author")]
    [InlineData("ThrowsInModuleInitializer", PluginStatus.Malfunctioned, "threw NotSupportedException while it was loaded", "author")]
    [InlineData("ThrowsInDescriptor", PluginStatus.Malfunctioned, "descriptor threw InvalidOperationException", "Correct the plugin's metadata or code")]
    [InlineData("NoEntry", PluginStatus.Malfunctioned, "NoEntry.dll has no [assembly: ProviderPlugin]", "build it again with the generator")]
    [InlineData("MissingLibrary", PluginStatus.Malfunctioned, "of its types cannot be loaded; a library it needs is missing", "Build it again with its dependencies")]
    [InlineData("NoConstructor", PluginStatus.Malfunctioned, "no public constructor without parameters", "Give it one")]
    [InlineData("NotAPlugin", PluginStatus.Malfunctioned, "does not implement IProviderPlugin", "Name the class that does")]
    [InlineData("BadDescriptor", PluginStatus.Malfunctioned, "base URL is not an absolute https address", "Correct the plugin's metadata")]
    [InlineData("NewerContract", PluginStatus.Incompatible, "built against contract 2.0, this host has 1.5", "Build it against IntegrationHost.Contracts 1.5")]
    [InlineData("NewerMinor", PluginStatus.Incompatible, "built against contract 1.99, this host has 1.5", "Build it against IntegrationHost.Contracts 1.5")]
    public void Load_BrokenPluginFirst_LeavesItOutWithItsCauseAndKeepsTheGoodOne(string situation, PluginStatus status, params string[] parts)
    {
        using var stage = new PluginStage(situation, "Good");

        using PluginHost host = stage.Pin().Load();

        PluginState state = LoaderAssert.GoodAndLeftOut(host, situation, status, parts);
        Assert.Empty(state.Providers);
    }

    [Fact]
    public void Load_NewerContract_SaysWhichWithoutRunningThePlugin()
    {
        using var stage = new PluginStage("NewerContract");

        using PluginHost host = stage.Pin().Load();

        Assert.Equal("2.0", Assert.Single(host.Plugins).ContractVersion);
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == "NewerContract");
    }

    [Fact]
    public void Load_TwoPluginsOfOneProvider_TheFirstCounts()
    {
        using var stage = new PluginStage("Good", "SameProvider");

        using PluginHost host = stage.Pin().Load();

        LoaderAssert.GoodAndLeftOut(host, "SameProvider", PluginStatus.Superseded, "Plugin Good already provides good", "Remove one");
    }

    [Fact]
    public void Load_EveryBrokenPluginAtOnce_KeepsTheGoodOneAndTheOrder()
    {
        string[] situations = ["ThrowsInConstructor", "ThrowsInModuleInitializer", "ThrowsInDescriptor", "NoEntry", "Good", "SameProvider", "BadDescriptor", "NewerContract"];
        using var stage = new PluginStage(situations);

        using PluginHost host = stage.Pin().Load();

        LoaderAssert.Good(host);
        Assert.Equal(situations, host.Plugins.Select(state => state.Id));
        Assert.Single(host.Plugins, state => state.Status == PluginStatus.Active);
    }

    [Fact]
    public void Load_OwnCopyOfTheContractBeside_UsesTheHosts()
    {
        using var stage = new PluginStage("ContractsBeside", "Good");
        Assert.True(File.Exists(Path.Combine(stage.FolderOf("ContractsBeside"), "IntegrationHost.Contracts.dll")));

        using PluginHost host = stage.Pin().Load();

        LoaderAssert.Good(host);
        Assert.All(host.Plugins, state => Assert.Equal(PluginStatus.Active, state.Status));
        Assert.NotNull(host.Catalog.Find("contracts-beside"));
    }

    [Fact]
    public void Load_Disabled_IsListedAndNotLoaded()
    {
        using PluginStage stage = new PluginStage("Good").Add("ThrowsInConstructor", disabled: true);

        using PluginHost host = stage.Pin().Load();

        LoaderAssert.Good(host);
        PluginState state = Assert.Single(host.Plugins, state => state.Id == "ThrowsInConstructor");
        Assert.Equal((PluginStatus.Disabled, "It is switched off in the manifest."), (state.Status, state.Cause));
    }

    [Fact]
    public void Load_Good_SaysVersionContractTierAndHash()
    {
        using var stage = new PluginStage("Good");

        using PluginHost host = stage.Pin().Load();

        PluginState good = Assert.Single(host.Plugins);
        Assert.Equal(("0.1.0", Contracts.ContractVersion.Current, "curated"), (good.Version, good.ContractVersion, good.Tier));
        Assert.Equal(PluginFolder.Hash(stage.AssemblyOf("Good")), good.Sha256);
        Assert.Equal(64, good.Sha256.Length);
    }
}
