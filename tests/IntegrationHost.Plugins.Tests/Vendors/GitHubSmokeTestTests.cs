using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class GitHubSmokeTestTests
{
    private const string Classic = "ghp_abcEXAMPLE";

    [Fact]
    public async Task RunAsync_ClassicToken_TellsOwnerScopesAndEnd()
    {
        await using GitHubVendor vendor = await StartAsync(Classic, "repo", "workflow");
        vendor.TokenExpiration = "2031-04-05 06:07:08 -0700";
        vendor.EnterpriseVersion = "3.17.2";
        using var account = new VendorAccount(vendor, "github", "classic-token", ("token", Classic));

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, "User", new DateTimeOffset(2031, 4, 5, 13, 7, 8, TimeSpan.Zero)), (verdict.Kind, verdict.AccountType, verdict.ExpiresAt));
        Assert.Equal(["repo", "workflow"], verdict.Scopes);
        Assert.Equal(new("login", "ada"), verdict.Identity[0]);
        Assert.Contains(new("server version", "3.17.2"), verdict.Identity);
    }

    [Fact]
    public async Task RunAsync_FineGrainedToken_HasScopesThatNobodyTells()
    {
        await using GitHubVendor vendor = await StartAsync("github_pat_abcEXAMPLE", "issues:write");
        using var account = new VendorAccount(vendor, "github", "fine-grained-token", ("token", "github_pat_abcEXAMPLE"));

        Assert.Null((await account.TestAsync()).Scopes);
    }

    [Theory]
    [InlineData(false, "github.rate-limited")]
    [InlineData(true, "github.rate-limited-retry")]
    public async Task RunAsync_Limits_AreToldInBothWays(bool secondary, string rule)
    {
        await using GitHubVendor vendor = await StartAsync(Classic, "repo");
        using var account = new VendorAccount(vendor, "github", "classic-token", ("token", Classic));
        vendor.Mode = VendorMode.RateLimited;
        vendor.SecondaryLimit = secondary;

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.RateLimited, rule), (verdict.Kind, verdict.RuleId));
        Assert.Single(vendor.Requests);
    }

    private static async Task<GitHubVendor> StartAsync(string token, params string[] scopes)
    {
        GitHubVendor vendor = await GitHubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(token, scopes);
        return vendor;
    }
}
