using System.IO.Compression;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>What is put into the plugins directory: seen, shown with what it asks for, and run only once it was approved.</summary>
public sealed class DropInTests
{
    // 90 characters, 270 bytes.
    private const string LongName = "日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日日";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dropped_IsUntrustedWithWhatItAsksFor_AndNothingOfItRan()
    {
        await using DropStage stage = await DropStage.OpenAsync();

        // Its code throws as soon as it is loaded.
        stage.Drop("DropInBroken", "acme");
        await stage.LookAsync();

        PluginState state = stage.State("dropin");
        Assert.Equal((PluginStatus.Untrusted, true, "1.1.0", "dropped"), (state.Status, state.NeedsApproval, state.Version, state.Tier));
        Assert.Contains("plugins approve dropin", state.Cause, StringComparison.Ordinal);
        PluginDetail detail = await stage.Plugins.ShowAsync("dropin", Cancel);
        PluginDetailProvider asked = Assert.Single(detail.Asks);
        Assert.Equal(("dropin", "https://api.dropin.example", "api.dropin.example", DropStage.SendModule), (asked.Id, asked.BaseUrl, Assert.Single(asked.Hosts), Assert.Single(asked.Modules)));
        PluginDetailKind kind = Assert.Single(asked.Kinds);
        Assert.Equal(("Bearer", "token (secret)", "value {token}"), (kind.Auth, Assert.Single(kind.Fields), Assert.Single(kind.Places)));
        Assert.Null(stage.Catalog.Find("dropin"));
    }

    [Fact]
    public async Task Approved_ServesAlsoAfterARestart_AndIsRecorded()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "acme");
        await stage.ApproveAsync();

        Assert.Equal((PluginStatus.Active, ""), (stage.State("dropin").Status, stage.State("dropin").Cause));
        Guid module = await stage.AddModuleAsync((await stage.AddAccountAsync()).Id);
        Assert.True((await stage.RunAsync(module)).Succeeded);
        Assert.Equal(("/v1/messages", "di_DROPIN_EXAMPLE"), (Assert.Single(stage.Provider.Paths), stage.Provider.LastSecret));
        Assert.Single(await stage.EventsAsync("plugin.approve"));

        await stage.ReopenAsync();
        Assert.True((await stage.RunAsync(module)).Succeeded);
        Assert.Equal("dropin", stage.Catalog.Find("dropin")?.PluginId);
    }

    [Fact]
    public async Task Approve_OtherBytesThanShown_IsRefused()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "acme");
        await stage.LookAsync();
        string shown = (await stage.Plugins.ShowAsync("dropin", Cancel)).Waiting!.Digest!;
        stage.Drop("DropIn", "acme", ("/v1/messages", "/v9/messages"));

        ConflictException refusal = await Assert.ThrowsAsync<ConflictException>(() => stage.Plugins.ApproveAsync("dropin", shown, beside: false, Cancel));

        Assert.Contains("changed since it was shown", refusal.Message, StringComparison.Ordinal);
        Assert.Null(stage.Catalog.Find("dropin"));
    }

    [Fact]
    public async Task CodeThatAsksForAnotherHostThanItsMetadata_StaysOut()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.DropLiar("DropIn", "acme", "api.dropin.example", "api.harmle.example");
        await stage.LookAsync();

        ConflictException refusal = await Assert.ThrowsAsync<ConflictException>(() => stage.ApproveAsync());

        Assert.Contains("https://api.dropin.example", refusal.Message, StringComparison.Ordinal);
        Assert.Null(stage.Catalog.Find("dropin"));
        Assert.Equal("Failed", Assert.Single(await stage.EventsAsync("plugin.approve")).Result, ignoreCase: true);
    }

    [Fact]
    public async Task Plugin_WithoutEmbeddedMetadata_CannotBeApproved()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("SameProvider", "acme");
        await stage.LookAsync();

        PluginState state = stage.State("sameprovider");
        Assert.Equal((PluginStatus.Untrusted, false), (state.Status, state.NeedsApproval));
        Assert.Contains("does not say what it asks for", state.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NewerContract", PluginStatus.Incompatible)]
    [InlineData("NoEntry", PluginStatus.Malfunctioned)]
    public async Task BrokenOne_SaysWhy_AndHidesNoOther(string project, PluginStatus expected)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop(project, "broken");
        stage.Drop("DropIn", "acme");
        await stage.ApproveAsync();

        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
        Assert.Equal(PluginStatus.Active, stage.State("Good").Status);
        Assert.Equal(expected, Assert.Single(stage.Plugins.List(), state => state.Id is not ("dropin" or "Good")).Status);
    }

    [Fact]
    public async Task ProviderOfAPluginThatCameWithTheProgram_IsNotTakenOver_EvenWhenThatIsSwitchedOff()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        await stage.Plugins.SwitchAsync("Good", off: true, Cancel);
        Assert.Null(stage.Catalog.Find("good"));
        stage.Drop("DropIn", "acme", ("\"dropin\"", "\"good\"  "));
        await stage.LookAsync();

        PluginState state = stage.State("dropin");
        Assert.Equal((PluginStatus.Superseded, false), (state.Status, state.NeedsApproval));
        Assert.Contains("Good already provides good", state.Cause, StringComparison.Ordinal);
        await stage.Plugins.SwitchAsync("Good", off: false, Cancel);
        Assert.NotNull(stage.Catalog.Find("good"));
    }

    /// <summary>Both are allowed in JSON to the parser, and throw when they are read as text.</summary>
    [Theory]
    [InlineData("{\"id\":\"\\ud800\"}")]
    [InlineData("{\"id\":\"odd\",\"publisher\":\"\\udfff\"}")]
    [InlineData("{\"id\":\"\u00ff\"}")]
    public async Task ClaimsThatAreNoText_HideNoOtherPlugin(string claims)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.DropZip("odd.zip", zip =>
        {
            using (Stream dll = zip.CreateEntry("Odd.dll").Open())
                dll.Write("no assembly"u8);
            using Stream json = zip.CreateEntry("plugin.json").Open();
            json.Write(System.Text.Encoding.Latin1.GetBytes(claims));
        });
        stage.Drop("DropIn", "acme");

        await stage.LookAsync();

        Assert.Equal(PluginStatus.Untrusted, stage.State("dropin").Status);
        Assert.Equal(PluginStatus.Malfunctioned, stage.State("odd").Status);
    }

    [Theory]
    [InlineData("DropIn.runtimeconfig.dev.json", """{ "runtimeOptions": { "additionalProbingPaths": ["/tmp"] } }""", PluginStatus.Untrusted)]
    [InlineData("Other.runtimeconfig.json", """{ "RuntimeOptions": { "AdditionalProbingPaths": ["/tmp"] } }""", PluginStatus.Untrusted)]
    [InlineData("Other.deps.json", """{ "targets": { "net10.0": { "a/1": { "runtime": { "../../a.dll": {} } } } } }""", PluginStatus.Untrusted)]
    [InlineData("Other.deps.json", """{ "targets": { "net10.0": { "a/1": { "native": { "/tmp/a.so": {} } } } } }""", PluginStatus.Untrusted)]
    [InlineData("Other.deps.json", """{ "targets": """, PluginStatus.Malfunctioned)]
    public async Task FileThatSendsTheLoaderElsewhere_IsRefused(string name, string text, PluginStatus expected)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.DropZip("acme.zip", zip =>
        {
            Fill(zip);
            using Stream more = zip.CreateEntry(name).Open();
            more.Write(System.Text.Encoding.UTF8.GetBytes(text));
        });

        await stage.LookAsync();

        PluginState state = stage.State("dropin");
        Assert.Equal((expected, false), (state.Status, state.NeedsApproval));
        Assert.Contains(name, state.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zip_IsTakenLikeAFolder()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.DropZip("acme.zip", zip => Fill(zip));

        await stage.ApproveAsync();

        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
    }

    [Theory]
    [InlineData("../outside.dll", 0, "leads out of its folder")]
    [InlineData("/etc/outside.dll", 0, "leads out of its folder")]
    [InlineData("a\\b.dll", 0, "leads out of its folder")]
    [InlineData("a//b.dll", 0, "leads out of its folder")]
    [InlineData("lld.\u202Ea", 0, "leads out of its folder")]
    [InlineData("a\u200B.dll", 0, "leads out of its folder")]
    [InlineData("a /b.dll", 0, "leads out of its folder")]
    [InlineData("n\u00E4chstes/" + LongName, 0, "leads out of its folder")]
    [InlineData("DROPIN.dll", 0, "two files of the name")]
    [InlineData("DropIn.dll/inner", 0, "a file and a folder of one name")]
    [InlineData("more.dll", 0xA000, "link or a device")]
    [InlineData("pipe", 0x1000, "link or a device")]
    public async Task HostileZip_IsRefused(string name, int kind, string reason)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.DropZip("acme.zip", zip =>
        {
            Fill(zip);
            ZipArchiveEntry entry = zip.CreateEntry(name);
            entry.ExternalAttributes = kind << 16;
            using StreamWriter writer = new(entry.Open());
            writer.Write("x");
        });
        await stage.LookAsync();

        PluginState state = stage.State("acme");
        Assert.Equal((PluginStatus.Untrusted, false), (state.Status, state.NeedsApproval));
        Assert.Contains(reason, state.Cause, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(stage.Paths.DataDirectory, "outside.dll", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFileSystemEntries(stage.Paths.PluginContentDirectory));
    }

    [Fact]
    public async Task ZipThatGrowsAThousandfold_IsRefusedBeforeItIsUnpacked()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.DropZip("bomb.zip", zip =>
        {
            using Stream stream = zip.CreateEntry("zeros.bin", CompressionLevel.Optimal).Open();
            byte[] zeros = new byte[1024 * 1024];
            for (int count = 0; count < 40; count++)
                stream.Write(zeros);
        });

        await stage.LookAsync();

        Assert.Contains("too large", stage.State("bomb").Cause, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(stage.Paths.PluginContentDirectory));
    }

    [Fact]
    public async Task FolderWithALink_OrAPipe_IsRefused_AndNothingWaitsForIt()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "linked");
        File.CreateSymbolicLink(Path.Combine(stage.Paths.PluginsDirectory, "linked", "more"), "/etc/hostname");
        stage.Drop("DropInNext", "piped");
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(stage.Paths.PluginsDirectory, "piped", "pipe")))
            await make.WaitForExitAsync(Cancel);
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(stage.Paths.PluginsDirectory, "packed.zip")))
            await make.WaitForExitAsync(Cancel);
        Directory.CreateSymbolicLink(Path.Combine(stage.Paths.PluginsDirectory, "elsewhere"), stage.Elsewhere("DropIn"));

        await stage.LookAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.Contains("more is a link", stage.State("linked").Cause, StringComparison.Ordinal);
        Assert.Contains("pipe is no plain file", stage.State("piped").Cause, StringComparison.Ordinal);
        Assert.Contains("packed.zip is no plain file", stage.State("packed").Cause, StringComparison.Ordinal);
        Assert.Contains("elsewhere is a link", stage.State("elsewhere").Cause, StringComparison.Ordinal);
    }

    /// <summary>Each reader of a zip takes the list of its files into memory: 108 MB of zip are a gigabyte there.</summary>
    /// <param name="files">How many there are.</param>
    /// <param name="zip64">Whether the end says that another record tells where the list is.</param>
    /// <param name="reason">What is said.</param>
    [Theory]
    [InlineData(50_000, false, "more than 2000 files")]
    [InlineData(50_000, true, "more than 2000 files")]
    [InlineData(5_000, false, "more than 2000 files")]
    public async Task ZipOfTooManyFiles_IsRefusedBeforeItsListIsRead(int files, bool zip64, string reason)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        await File.WriteAllBytesAsync(Path.Combine(stage.Paths.PluginsDirectory, "many.zip"), ListOnly(files, zip64), Cancel);

        await stage.LookAsync();

        Assert.Equal(PluginStatus.Untrusted, stage.State("many").Status);
        Assert.Contains(reason, stage.State("many").Cause, StringComparison.Ordinal);
    }

    /// <summary>A zip that is nothing but a list of empty files.</summary>
    private static byte[] ListOnly(int files, bool zip64)
    {
        using MemoryStream zip = new();
        using BinaryWriter writer = new(zip);
        for (int file = 0; file < files; file++)
        {
            writer.Write(0x02014B50);
            writer.Write(new byte[24]);
            writer.Write((short)8);
            writer.Write(new byte[16]);
            writer.Write(System.Text.Encoding.ASCII.GetBytes($"{file:D8}"));
        }

        int length = (int)zip.Length;
        if (zip64)
        {
            writer.Write(0x06064B50);
            writer.Write(44L);
            writer.Write(new byte[12]);
            writer.Write((long)files);
            writer.Write((long)files);
            writer.Write((long)length);
            writer.Write(0L);
            writer.Write(0x07064B50);
            writer.Write(0);
            writer.Write((long)length);
            writer.Write(1);
        }

        writer.Write(0x06054B50);
        writer.Write(0);
        writer.Write(zip64 ? (short)-1 : (short)files);
        writer.Write(zip64 ? (short)-1 : (short)files);
        writer.Write(zip64 ? -1 : length);
        writer.Write(zip64 ? -1 : 0);
        writer.Write((short)0);
        return zip.ToArray();
    }

    private static void Fill(ZipArchive zip)
    {
        foreach (string file in BuiltPlugins.FilesOf("DropIn"))
            zip.CreateEntryFromFile(file, Path.GetFileName(file));
    }

    /// <summary>The id of a plugin that sorts before the one whose provider it wants.</summary>
    [Theory]
    [InlineData("aaa")]
    [InlineData("zzz")]
    public async Task ProviderOfAnApprovedPlugin_IsNotTakenOver_NeitherWhileItServesNorWhileItIsOut(string id)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        stage.Drop("DropInNext", "taker");
        await File.WriteAllTextAsync(Path.Combine(stage.Paths.PluginsDirectory, "taker", "plugin.json"), $$"""{ "id": "{{id}}", "assembly": "DropIn" }""", Cancel);
        await stage.LookAsync();
        string digest = stage.State(id).Digest!;

        foreach (bool off in new[] { false, true })
        {
            await stage.Plugins.SwitchAsync("dropin", off, Cancel);
            PluginState taker = stage.State(id);
            Assert.Equal((PluginStatus.Superseded, false), (taker.Status, taker.NeedsApproval));
            Assert.Contains("Plugin dropin already provides dropin", taker.Cause, StringComparison.Ordinal);
            ConflictException refused = await Assert.ThrowsAsync<ConflictException>(() => stage.Plugins.ApproveAsync(id, digest, beside: false, Cancel));
            Assert.Contains("Nothing was approved", refused.Message, StringComparison.Ordinal);
        }

        await stage.Plugins.SwitchAsync("dropin", off: false, Cancel);
        Assert.Equal(("dropin", "1.0.0"), (stage.Catalog.Find("dropin")!.PluginId, stage.Catalog.Find("dropin")!.PluginVersion));
    }
}
