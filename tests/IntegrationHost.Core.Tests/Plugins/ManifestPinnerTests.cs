using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>What the build's list may say, and what is made of it.</summary>
public sealed class ManifestPinnerTests
{
    [Fact]
    public void Pin_PinsEveryFileInOrder()
    {
        using PluginStage stage = new PluginStage("Good").Pin();

        PinnedPlugin plugin = Assert.Single(PinnedManifest.Read(stage.PluginsDirectory).Plugins);

        Assert.Equal(["Good.deps.json", "Good.dll"], plugin.Files.Select(file => file.Path));
        Assert.All(plugin.Files, file => Assert.Equal(PluginFolder.Hash(Path.Combine(stage.FolderOf("Good"), file.Path)), file.Sha256));
    }

    [Fact]
    public void Pin_FolderOfAPluginThatIsNotListed_IsRemoved()
    {
        using var stage = new PluginStage("Good");
        Directory.CreateDirectory(stage.FolderOf("Former"));

        stage.Pin();

        Assert.Equal(["Good"], Directory.EnumerateDirectories(stage.PluginsDirectory).Select(Path.GetFileName));
    }

    [Fact]
    public void Pin_ListedButNotBuilt_IsRefusedByName()
    {
        using PluginStage stage = new PluginStage("Good").List("ghost", "Ghost");

        Assert.Contains("plugin 'ghost' names Ghost, which was not built", Refused(stage), StringComparison.Ordinal);
    }

    [Fact]
    public void Pin_IdTwice_IsRefusedByName()
    {
        using PluginStage stage = new PluginStage("Good").List("Good", "Good");

        Assert.Contains("plugin 'Good' is listed twice. Remove one.", Refused(stage), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../Outside")]
    [InlineData("..")]
    [InlineData("")]
    public void Pin_AssemblyNameThatIsAPath_IsRefusedByPlugin(string assembly)
    {
        using PluginStage stage = new PluginStage("Good").List("elsewhere", assembly);

        Assert.Contains("plugin 'elsewhere': 'assembly' is not a plain file name", Refused(stage), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{ \"plugins\": [null] }")]
    [InlineData("{ \"plugins\": [{ \"id\": \"x\" }] }")]
    public void Pin_ListNotReadable_IsRefusedAndSaysWhatAPluginNeeds(string text)
    {
        using var stage = new PluginStage("Good");
        File.WriteAllText(stage.ListPath, text);

        string message = Assert.Throws<InvalidDataException>(() => ManifestPinner.Pin(stage.ListPath, stage.PluginsDirectory)).Message;

        Assert.Contains("list.json: not readable", message, StringComparison.Ordinal);
        Assert.Contains("Each plugin needs id, project, assembly and tier.", message, StringComparison.Ordinal);
        Assert.False(File.Exists(stage.ManifestPath));
    }

    private static string Refused(PluginStage stage) => Assert.Throws<InvalidDataException>(() => stage.Pin()).Message;
}
