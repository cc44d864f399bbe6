using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Plugins.Dropped;

namespace IntegrationHost.Core.Tests.Plugins.Dropped;

/// <summary>Accounts that stay on an older version, and stored credentials that move to a newer one.</summary>
public sealed class SideBySideTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PinnedAccount_StaysOnTheOldVersion_WhileOthersMove()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Account moving = await stage.AddAccountAsync("MOVING");
        Account staying = await stage.AddAccountAsync("STAYING");
        Guid first = await stage.AddModuleAsync(moving.Id);
        Guid second = await stage.AddModuleAsync(staying.Id);
        await stage.Accounts.ChangeAsync(staying.Id, new AccountChange { PluginVersion = "1.x" }, Cancel);

        stage.Drop("DropInNext", "two");
        await stage.ApproveAsync();

        Assert.True((await stage.RunAsync(first)).Succeeded);
        Assert.Equal("di_MOVING_EXAMPLE", stage.Provider.LastSecret);
        Assert.True((await stage.RunAsync(second)).Succeeded);
        Assert.Equal(("di_STAYING_EXAMPLE", "token"), (stage.Provider.LastSecret, Assert.Single((await stage.Accounts.FindAsync(staying.Id, Cancel))!.Fields).Key));
        Assert.Equal(["/v2/messages", "/v1/messages"], stage.Provider.Paths);
        Assert.All((await stage.Coverage.GetAsync(Cancel)).Entries, entry => Assert.Equal(CoverageState.NotVerified, entry.State));
        PluginVersionFacts[] versions = [.. (await stage.Plugins.ShowAsync("dropin", Cancel)).Versions];
        Assert.Equal([("2.0.0", "Current", 0), ("1.0.0", "Beside", 1)], versions.Select(version => (version.Version, version.State, version.Pinned)));

        // Also after a restart; and once the pin is gone, it moves as well.
        await stage.ReopenAsync();
        Assert.True((await stage.RunAsync(second)).Succeeded);
        await stage.Accounts.ChangeAsync(staying.Id, new AccountChange { PluginVersion = "" }, Cancel);
        Assert.True((await stage.RunAsync(second)).Succeeded);
        Assert.Equal(["/v1/messages", "/v2/messages"], stage.Provider.Paths.Skip(2));
        Assert.Equal("di_STAYING_EXAMPLE", stage.Provider.LastSecret);
    }

    [Fact]
    public async Task Pin_ToAVersionThatDoesNotServe_OrThatIsNone_IsRefused()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Account account = await stage.AddAccountAsync();

        foreach (string range in new[] { "2.x", "not a range", new string('1', 200) })
        {
            AccountValidationException refusal = await Assert.ThrowsAsync<AccountValidationException>(() => stage.Accounts.ChangeAsync(account.Id, new AccountChange { PluginVersion = range }, Cancel));
            Assert.Equal("pluginVersion", Assert.Single(refusal.Errors).Key);
        }
    }

    [Fact]
    public async Task Update_MovesStoredValues_ByRenamesAndDefaults_AndRollBackMovesThemBack()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Account account = await stage.AddAccountAsync();
        Guid module = await stage.AddModuleAsync(account.Id);

        stage.Drop("DropInNext", "two");
        await stage.ApproveAsync();

        Account moved = (await stage.Accounts.FindAsync(account.Id, Cancel))!;
        Assert.Null(moved.Problem);
        Assert.Equal([("apiKey", true, null), ("region", true, "eu"), ("workspace", false, null)], moved.Fields.Select(field => (field.Key, field.IsSet, field.Value)));
        Assert.True((await stage.RunAsync(module)).Succeeded);
        Assert.Equal("di_DROPIN_EXAMPLE", stage.Provider.LastSecret);
        Assert.Contains("token:apiKey", Assert.Single(await stage.EventsAsync("account.migrate")).Details, StringComparison.Ordinal);

        await stage.Plugins.RollBackAsync("dropin", Cancel);
        Assert.True((await stage.RunAsync(module)).Succeeded);
        Assert.Equal("di_DROPIN_EXAMPLE", stage.Provider.LastSecret);
    }

    [Fact]
    public async Task Update_ThatSendsElsewhere_MovesNoSecret_AndTheAccountSaysSo()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Account account = await stage.AddAccountAsync();
        Guid module = await stage.AddModuleAsync(account.Id);

        stage.Drop("DropInNext", "two", ("api.dropin.example", "api.harmle.example"));
        await stage.ApproveAsync();

        Assert.Equal(AccountProblem.PolicyChanged, (await stage.Accounts.FindAsync(account.Id, Cancel))!.Problem);
        Assert.False((await stage.RunAsync(module)).Succeeded);
        Assert.Empty(stage.Provider.Paths);
    }

    [Fact]
    public async Task Update_ThatAsksForMore_TheAccountSaysWhatIsMissing_AndRunsOnceItIsThere()
    {
        await using DropStage stage = await DropStage.OpenAsync();
        stage.Drop("DropIn", "one");
        await stage.ApproveAsync();
        Account account = await stage.AddAccountAsync();
        Guid module = await stage.AddModuleAsync(account.Id);

        stage.Drop("DropInDemanding", "two");
        await stage.ApproveAsync();

        Account moved = (await stage.Accounts.FindAsync(account.Id, Cancel))!;
        Assert.Equal("Not set: Tenant, Signing secret.", moved.Problem);
        Assert.Contains(moved.Fields, field => field is { Key: "token", IsSet: true });
        ModuleResult refused = await stage.RunAsync(module);
        Assert.False(refused.Succeeded);
        Assert.Empty(stage.Provider.Paths);

        await stage.Accounts.ChangeAsync(
            account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["tenant"] = "north", ["signingSecret"] = "ds_" + "more_EXAMPLE" } }, Cancel);

        Assert.Null((await stage.Accounts.FindAsync(account.Id, Cancel))!.Problem);
        Assert.True((await stage.RunAsync(module)).Succeeded);
        Assert.Equal("di_DROPIN_EXAMPLE", stage.Provider.LastSecret);
    }
}
