using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Plugins over the wire: dropped in, looked at, approved, switched, taken away.</summary>
public sealed class PluginTests : ApiTest
{
    private static readonly string Built = Path.GetDirectoryName(typeof(PluginTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TestPlugin").Value)!;

    private string PluginsDirectory => Api.Options.Paths.PluginsDirectory;

    [Fact]
    public async Task Life_FromDroppedInToTakenAway()
    {
        string folder = Copy(Path.Combine(PluginsDirectory, "acme-plugin"));
        PluginReport seen = Assert.Single(await Api.Client.GetPluginsAsync(Cancel), plugin => plugin.Id == "dropin");
        Assert.Equal(("Untrusted", true, "dropped"), (seen.Status, seen.NeedsApproval, seen.Tier));
        PluginDetailReport detail = await Api.Client.GetPluginAsync("dropin", Cancel);
        Assert.Equal(["api.dropin.example"], Assert.Single(detail.Ask!.Providers).Hosts);
        Assert.Null(detail.Ask.Publisher);
        Assert.Equal("Waiting", Assert.Single(detail.Versions).State);

        HostApiException refusal = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.ApprovePluginAsync("dropin", new ApprovePluginRequest { Hash = seen.Sha256 }, Cancel));
        Assert.Equal(HttpStatusCode.Conflict, refusal.StatusCode);
        PluginDetailReport approved = await Api.Client.ApprovePluginAsync("dropin", new ApprovePluginRequest { Hash = detail.Waiting!.Digest! }, Cancel);
        Assert.Equal(("Active", "Current", "local"), (approved.Plugin.Status, Assert.Single(approved.Versions).State, approved.Versions[0].ApprovedBy));
        Assert.Contains(await Api.Client.GetCatalogAsync(Cancel), card => card.Id == "dropin");

        CreateAccountResult account = await Api.Client.CreateAccountAsync(
            new CreateAccountRequest { ProviderId = "dropin", Name = "DROPIN", Fields = new Dictionary<string, string> { ["token"] = "di_apiEXAMPLE" } }, Cancel);
        Assert.Equal("DROPIN", Assert.Single((await Api.Client.DisablePluginAsync("dropin", Cancel)).Affected.Accounts).Name);
        Assert.Contains("No active plugin", (await Api.Client.GetAccountAsync(account.Account.Id, Cancel)).Problem, StringComparison.Ordinal);
        Assert.Equal("Active", (await Api.Client.EnablePluginAsync("dropin", Cancel)).Plugin.Status);
        Assert.Equal("Active", (await Api.Client.ReloadPluginAsync("dropin", Cancel)).Plugin.Status);
        Assert.Equal("1.x", (await Api.Client.ChangeAccountAsync(account.Account.Id, new ChangeAccountRequest { PluginVersion = "1.x" }, Cancel)).PluginVersion);

        await File.AppendAllTextAsync(Path.Combine(folder, "DropIn.deps.json"), " ", Cancel);
        PluginReport changed = Assert.Single(await Api.Client.RescanPluginsAsync(Cancel), plugin => plugin.Id == "dropin");
        Assert.Equal("Untrusted", changed.Status);
        PluginDifferenceReport difference = Assert.Single(changed.Difference!);
        Assert.Equal(("file", "changed"), (difference.Part, difference.Change));
        Assert.Equal("Active", (await Api.Client.RollbackPluginAsync("dropin", Cancel)).Plugin.Status);

        await Api.Client.RemovePluginAsync("dropin", Cancel);
        Assert.False(Directory.Exists(folder));
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<HostApiException>(() => Api.Client.GetPluginAsync("dropin", Cancel))).StatusCode);
    }

    [Fact]
    public async Task Add_CopiesAndWaits_AndSaysWhatIsWrong()
    {
        string elsewhere = Copy(Path.Combine(Path.GetDirectoryName(Api.Options.Paths.DataDirectory)!, "elsewhere"));

        PluginDetailReport added = await Api.Client.AddPluginAsync(new AddPluginRequest { Path = elsewhere }, Cancel);

        Assert.True(added.Waiting!.NeedsApproval);
        Assert.True(File.Exists(Path.Combine(PluginsDirectory, "dropin-1.0.0", "DropIn.dll")));
        foreach (string path in new[] { "relative", Path.Combine(elsewhere, "nothing"), Path.Combine(elsewhere, "DropIn.dll") })
        {
            HostApiException refusal = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.AddPluginAsync(new AddPluginRequest { Path = path }, Cancel));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refusal.StatusCode);
        }

        File.Delete(Path.Combine(elsewhere, "DropIn.dll"));
        Assert.Equal(HttpStatusCode.Conflict, (await Assert.ThrowsAsync<HostApiException>(() => Api.Client.AddPluginAsync(new AddPluginRequest { Path = elsewhere }, Cancel))).StatusCode);
        JsonNode problem = (await Api.SendAsync(HttpMethod.Delete, "/api/plugins/acme", null, HttpStatusCode.Conflict, Cancel))!;
        Assert.Contains("came with the program", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sealed_StartsWithoutThem_AndUnsealedHasThem()
    {
        Copy(Path.Combine(PluginsDirectory, "acme-plugin"));
        string digest = (await Api.Client.GetPluginAsync("dropin", Cancel)).Waiting!.Digest!;
        await Api.Client.ApprovePluginAsync("dropin", new ApprovePluginRequest { Hash = digest }, Cancel);
        await Api.Client.SealAsync(Cancel);
        Assert.False((await Api.Client.UnsealAsync(null, Cancel)).Sealed);
        Assert.Equal("Active", (await Api.Client.GetPluginAsync("dropin", Cancel)).Plugin.Status);
    }

    private static string Copy(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "DropIn.dll", "DropIn.deps.json" })
            File.Copy(Path.Combine(Built, name), Path.Combine(folder, name));
        return folder;
    }
}
