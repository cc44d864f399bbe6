using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.Plugins.Tests.Vendors;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests;

/// <summary>Curated plugins in workers: the same descriptions, the same runs, the same verdicts, and the credential where it belongs.</summary>
public sealed class IsolatedPluginTests
{
    public static TheoryData<string> All { get; } = new(Providers.Names);

    [Theory]
    [MemberData(nameof(All))]
    public void Worker_CuratedPlugin_DescribesItselfAsInProcess(string name)
    {
        IProviderPlugin isolated = Providers.Isolated(name);
        IProviderPlugin here = Providers.Plugin(isolated.Provider.Id);

        Assert.Equal(JsonSerializer.Serialize(here.Provider), JsonSerializer.Serialize(isolated.Provider));
        Assert.Equal(here.Modules.Select(module => JsonSerializer.Serialize(module.Descriptor)), isolated.Modules.Select(module => JsonSerializer.Serialize(module.Descriptor)));
    }

    [Fact]
    public async Task Worker_Slack_IsVerifiedAndPosts()
    {
        const string Token = "xoxb-000000000000-EXAMPLE";
        await using SlackVendor vendor = await SlackVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Token, "chat:write");
        using VendorAccount account = new(vendor, Providers.Isolated("Slack"), "bot-token", ("botToken", Token));

        Verdict verdict = await account.TestAsync();
        JsonObject output = await account.RunAsync("SlackPostModule", """{"channel":"C0GENERAL","text":"Hello"}""");
        ModuleError refused = await account.FailAsync("SlackPostModule", """{"text":"Hello"}""");

        Assert.Equal(VerdictKind.Valid, verdict.Kind);
        Assert.NotNull(output["ts"]);
        Assert.Equal("invalid_input", refused.Code);
        Assert.Equal("channel", Assert.Single(refused.Problems).Field);
        Assert.All(vendor.Requests, request => Assert.True(request.HadCredential));
    }
}
