using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>Who signed a plugin, and what an operator is told when that changes.</summary>
public sealed class PublisherTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signed_ShowsNameAndKey_AndServesAfterApproval()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        string key = NewKey(stage);
        stage.Drop("DropIn", "one");

        string id = PluginSigning.Sign(FolderOf(stage, "one"), key, "Example Works");
        await stage.LookAsync();

        PluginDetail detail = await stage.Plugins.ShowAsync("dropin", Cancel);
        Assert.Equal(("Example Works", id), (detail.Publisher, detail.PublisherKey));
        Assert.StartsWith("SHA256:", id, StringComparison.Ordinal);
        await stage.ApproveAsync();
        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
        await stage.ReopenAsync();
        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
    }

    [Theory]
    [InlineData("byte")]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("name")]
    [InlineData("key")]
    [InlineData("not base64")]
    [InlineData("not json")]
    [InlineData("other curve")]
    [InlineData("case")]
    public async Task Signature_ThatDoesNotHold_CannotBeApproved(string change)
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        string folder = FolderOf(stage, "one");
        File.WriteAllText(Path.Combine(folder, "README.md"), "x");
        PluginSigning.Sign(folder, NewKey(stage), "Example Works");
        string signature = Path.Combine(folder, "publisher.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(signature))!.AsObject();
        switch (change)
        {
            case "byte":
                File.WriteAllText(Path.Combine(folder, "README.md"), "y");
                break;
            case "added":
                File.WriteAllText(Path.Combine(folder, "more.txt"), "x");
                break;
            case "removed":
                File.Delete(Path.Combine(folder, "README.md"));
                break;
            case "name":
                json["publisher"] = "Another";
                File.WriteAllText(signature, json.ToJsonString());
                break;
            case "key":
                using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                    json["key"] = Convert.ToBase64String(other.ExportSubjectPublicKeyInfo());
                File.WriteAllText(signature, json.ToJsonString());
                break;
            case "not base64":
                json["signature"] = "***";
                File.WriteAllText(signature, json.ToJsonString());
                break;
            case "not json":
                File.WriteAllText(signature, "{");
                break;
            case "other curve":
                using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP384))
                    File.WriteAllBytes(signature, PluginPublisher.Sign(Content(folder), "Example Works", other).Json);
                break;
            case "case":
                File.Move(signature, Path.Combine(folder, "Publisher.json"));
                break;
        }

        await stage.LookAsync();

        PluginState state = stage.State("dropin");
        Assert.Equal((PluginStatus.Untrusted, false), (state.Status, state.NeedsApproval));
        Assert.Contains(change is "byte" or "added" or "removed" or "name" or "key" ? "does not fit its files" : "no signature of a kind that is known", state.Cause, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ConflictException>(() => stage.Plugins.ApproveAsync("dropin", state.Digest!, beside: false, Cancel));
    }

    [Fact]
    public async Task Update_OfAnotherKeyOrNone_IsTold()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        string key = NewKey(stage);
        stage.Drop("DropIn", "one");
        PluginSigning.Sign(FolderOf(stage, "one"), key, "Example Works");
        await stage.ApproveAsync();

        stage.Drop("DropInNext", "two");
        Assert.Contains("removed publisher key SHA256:", await ToldAsync(), StringComparison.Ordinal);
        Assert.Contains("added publisher not signed", await ToldAsync(), StringComparison.Ordinal);
        PluginSigning.Sign(FolderOf(stage, "two"), NewKey(stage), "Example Works");
        Assert.Contains("added publisher key SHA256:", await ToldAsync(), StringComparison.Ordinal);
        PluginSigning.Sign(FolderOf(stage, "two"), key, "Example Works");
        Assert.DoesNotContain(" publisher ", await ToldAsync(), StringComparison.Ordinal);

        async Task<string> ToldAsync()
        {
            await stage.LookAsync();
            PluginState waiting = (await stage.Plugins.ShowAsync("dropin", Cancel)).Waiting!;
            return string.Concat(waiting.Difference!.Select(difference => $"{difference.Change} {difference.Part} {difference.What}\n"));
        }
    }

    [Fact]
    public async Task Zip_IsSignedInItsPlace_AndASecondTime()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        string zip = Path.Combine(stage.Paths.PluginsDirectory, "two.zip");
        System.IO.Compression.ZipFile.CreateFromDirectory(FolderOf(stage, "one"), zip);
        Directory.Delete(FolderOf(stage, "one"), recursive: true);
        string key = NewKey(stage);

        PluginSigning.Sign(zip, key, "Example Works");
        string id = PluginSigning.Sign(zip, key, "Example Works");

        await stage.LookAsync();
        Assert.Equal(id, (await stage.Plugins.ShowAsync("dropin", Cancel)).PublisherKey);
        await stage.ApproveAsync();
        Assert.Equal(PluginStatus.Active, stage.State("dropin").Status);
    }

    [Fact]
    public async Task Sign_WithWhatIsNoKey_OrNoPlugin_IsRefused()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        string key = NewKey(stage);
        string noKey = Path.Combine(stage.Paths.DataDirectory, "no.pem");
        File.WriteAllText(noKey, "words");

        Assert.Contains("P-256", Refusal(FolderOf(stage, "one"), noKey, "Example Works"), StringComparison.Ordinal);
        Assert.Contains("P-256", Refusal(FolderOf(stage, "one"), noKey + ".none", "Example Works"), StringComparison.Ordinal);
        Assert.Contains("name", Refusal(FolderOf(stage, "one"), key, "a\u202eb"), StringComparison.Ordinal);
        Assert.Contains("neither a folder", Refusal(FolderOf(stage, "none"), key, "Example Works"), StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => PluginSigning.MakeKey(key));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        static string Refusal(string path, string key, string name) => Assert.Throws<InvalidDataException>(() => PluginSigning.Sign(path, key, name)).Message;
    }

    private static string FolderOf(DropStage stage, string name) => Path.Combine(stage.Paths.PluginsDirectory, name);

    private static string NewKey(DropStage stage)
    {
        string path = Path.Combine(stage.Paths.DataDirectory, Guid.NewGuid().ToString("N") + ".pem");
        PluginSigning.MakeKey(path);
        return path;
    }

    private static PluginContent Content(string folder)
    {
        var files = new ContentCopy(folder: null);
        new PluginSource(folder).CopyTo(files);
        return files.Finish();
    }
}
