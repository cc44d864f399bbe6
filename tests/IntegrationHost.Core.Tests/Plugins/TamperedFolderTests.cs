using System.Runtime.Versioning;
using IntegrationHost.Core.Plugins;

namespace IntegrationHost.Core.Tests.Plugins;

/// <summary>Folders that are not, or no longer, what the manifest pins. The good plugin beside them works in every case.</summary>
public sealed class TamperedFolderTests
{
    [Fact]
    public void Load_FolderMissing_IsMalfunctioned() =>
        AfterPinning(stage => Directory.Delete(stage.FolderOf("NoEntry"), recursive: true), PluginStatus.Malfunctioned, "folder", "is missing", "Build or install");

    [Fact]
    public void Load_FileMissing_IsMalfunctionedAndNamesIt() =>
        AfterPinning(stage => File.Delete(stage.AssemblyOf("NoEntry")), PluginStatus.Malfunctioned, "NoEntry.dll is missing", "Build or install");

    [Fact]
    public void Load_OneByteChanged_IsUntrustedAndNamesTheFile() =>
        AfterPinning(stage => FlipLastByte(stage.AssemblyOf("NoEntry")), PluginStatus.Untrusted, "NoEntry.dll", "SHA-256 differs", "Build or install");

    [Fact]
    public void Load_DependencyListChanged_IsUntrusted() =>
        AfterPinning(stage => File.AppendAllText(Path.Combine(stage.FolderOf("NoEntry"), "NoEntry.deps.json"), " "), PluginStatus.Untrusted, "NoEntry.deps.json", "SHA-256 differs");

    [Theory]
    [InlineData("Extra.dll")]
    [InlineData(".hidden")]
    [InlineData("deep/er/Extra.dll")]
    public void Load_FileAdded_IsUntrusted(string name) => AfterPinning(
        stage =>
        {
            string path = Path.Combine(stage.FolderOf("NoEntry"), name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "x");
        },
        PluginStatus.Untrusted,
        "1 file(s) that the manifest does not pin",
        "Remove them");

    [Fact]
    public void Load_FileReplacedByLinkToItsCopy_IsUntrusted() => AfterPinning(
        stage =>
        {
            string elsewhere = stage.Outside("NoEntry.dll");
            File.Move(stage.AssemblyOf("NoEntry"), elsewhere);
            File.CreateSymbolicLink(stage.AssemblyOf("NoEntry"), elsewhere);
        },
        PluginStatus.Untrusted,
        "NoEntry.dll is a link",
        "Put the file itself there");

    [Fact]
    public void Load_FolderReplacedByLinkToItsCopy_IsUntrusted() => AfterPinning(
        stage =>
        {
            string elsewhere = stage.Outside("NoEntry");
            Directory.Move(stage.FolderOf("NoEntry"), elsewhere);
            Directory.CreateSymbolicLink(stage.FolderOf("NoEntry"), elsewhere);
        },
        PluginStatus.Untrusted,
        "folder is a link",
        "Put the folder itself there");

    [Theory]
    [InlineData("..")]
    [InlineData("nowhere")]
    public void Load_LinkAdded_IsUntrusted(string target) => AfterPinning(
        stage => File.CreateSymbolicLink(Path.Combine(stage.FolderOf("NoEntry"), "more"), target), PluginStatus.Untrusted, "more is a link");

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Load_FolderNotReadable_IsMalfunctioned()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "File modes restrict nobody here.");
        using PluginStage stage = new PluginStage("NoEntry", "Good").Pin();
        string locked = Path.Combine(stage.FolderOf("NoEntry"), "locked");
        Directory.CreateDirectory(locked, UnixFileMode.None);

        using PluginHost host = stage.Load();

        File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        LoaderAssert.GoodAndLeftOut(host, "NoEntry", PluginStatus.Malfunctioned, "Its folder cannot be read", "access");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(600)]
    [InlineData(2000)]
    [InlineData(4000)]
    public void Load_TruncatedBeforePinning_IsMalfunctioned(int length) => BeforePinning(
        stage =>
        {
            using FileStream file = File.OpenWrite(stage.AssemblyOf("NewerMinor"));
            Assert.True(file.Length > length);
            file.SetLength(length);
        },
        PluginStatus.Malfunctioned,
        "NewerMinor.dll is no .NET assembly",
        "Build the plugin again");

    [Fact]
    public void Load_TextFileNamedDll_IsMalfunctioned() => BeforePinning(
        stage => File.WriteAllText(stage.AssemblyOf("NewerMinor"), "Hello, I am text.\n"), PluginStatus.Malfunctioned, "NewerMinor.dll is no .NET assembly", "Build the plugin again");

    private static void BeforePinning(Action<PluginStage> tamper, PluginStatus status, params string[] parts)
    {
        using var stage = new PluginStage("NewerMinor", "Good");
        tamper(stage);

        using PluginHost host = stage.Pin().Load();

        LoaderAssert.GoodAndLeftOut(host, "NewerMinor", status, parts);
    }

    private static void AfterPinning(Action<PluginStage> tamper, PluginStatus status, params string[] parts)
    {
        using var stage = new PluginStage("NoEntry", "Good");
        tamper(stage.Pin());

        using PluginHost host = stage.Load();

        LoaderAssert.GoodAndLeftOut(host, "NoEntry", status, parts);
    }

    private static void FlipLastByte(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
