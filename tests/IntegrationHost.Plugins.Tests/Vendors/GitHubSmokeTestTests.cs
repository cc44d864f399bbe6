using System.Security.Cryptography;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Verification;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class GitHubSmokeTestTests
{
    private const string Classic = "ghp_abcEXAMPLE";
    private const string App = "app9870011";

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

        Verdict verdict = await account.TestAsync();
        Assert.Null(verdict.Scopes);
        Assert.Empty(verdict.MissingScopes);
        Assert.Single(vendor.Requests);
    }

    /// <summary>With a repository to try, GitHub's own refusals say what lacks; what it allows stays unknown, since reading is not writing.</summary>
    [Theory]
    [InlineData("issues:write", "actions:read actions:write contents:read contents:write public_repo pull_requests:read pull_requests:write repo")]
    [InlineData("contents:read actions:read", "issues:read issues:write public_repo pull_requests:read pull_requests:write repo")]
    [InlineData("issues:read contents:write actions:write pull_requests:read", "")]
    public async Task RunAsync_FineGrainedTokenWithARepositoryToTry_TellsWhatLacks(string granted, string lacking)
    {
        await using GitHubVendor vendor = await StartAsync("github_pat_abcEXAMPLE", granted.Split(' '));
        using var account = new VendorAccount(vendor, "github", "fine-grained-token", ("token", "github_pat_abcEXAMPLE"), ("owner", "octo"), ("repository", "site"));

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, "github.ok"), (verdict.Kind, verdict.RuleId));
        Assert.Null(verdict.Scopes);
        Assert.Equal(lacking.Split(' ', StringSplitOptions.RemoveEmptyEntries), verdict.MissingScopes);
        Assert.All(vendor.Requests, request => Assert.Equal("GET", request.Method));
        Assert.Empty(vendor.Done);
    }

    [Fact]
    public async Task RunAsync_RepositoryToTryThatIsNotThere_TellsNothing()
    {
        await using GitHubVendor vendor = await StartAsync("github_pat_abcEXAMPLE", "issues:write");
        using var account = new VendorAccount(vendor, "github", "fine-grained-token", ("token", "github_pat_abcEXAMPLE"), ("owner", "octo"), ("repository", "other"));

        Verdict verdict = await account.TestAsync();

        Assert.Equal(VerdictKind.Valid, verdict.Kind);
        Assert.Empty(verdict.MissingScopes);
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

    [Fact]
    public async Task RunAsync_Installation_TellsAppAndPermissions()
    {
        await using GitHubVendor vendor = await StartAsync(App);
        using VendorAccount account = Installation(vendor);

        Verdict verdict = await account.TestAsync();

        Assert.Equal((VerdictKind.Valid, "github.ok-installation", "Organization"), (verdict.Kind, verdict.RuleId, verdict.AccountType));
        Assert.Equal(["issues:write", "metadata:read"], verdict.Scopes);
        Assert.Equal(new("app", "example-app"), verdict.Identity[0]);
    }

    [Theory]
    [InlineData("4500123", true, VerdictKind.Insufficient, "github.installation-suspended")]
    [InlineData("4500124", false, VerdictKind.Invalid, "github.installation-unknown")]
    public async Task RunAsync_InstallationThatIsNotThere_IsTold(string installation, bool suspended, VerdictKind kind, string rule)
    {
        await using GitHubVendor vendor = await StartAsync(App);
        vendor.InstallationSuspended = suspended;
        using var account = new VendorAccount(vendor, "github", "app-installation", ("appId", App), ("installationId", installation), ("privateKey", vendor.AppPrivateKey));

        Verdict verdict = await account.TestAsync();

        Assert.Equal((kind, rule), (verdict.Kind, verdict.RuleId));
    }

    [Fact]
    public async Task RunAsync_KeyOfAnotherApp_IsInvalid()
    {
        await using GitHubVendor vendor = await StartAsync(App);
        using var key = RSA.Create(2048);
        using var account = new VendorAccount(vendor, "github", "app-installation", ("appId", App), ("installationId", GitHubVendor.InstallationId), ("privateKey", key.ExportPkcs8PrivateKeyPem()));

        Assert.Equal("github.app-key-invalid", (await account.TestAsync()).RuleId);
    }

    [Fact]
    public async Task ExecuteAsync_Installation_GetsANewTokenWhenTheOldOneEnds()
    {
        await using GitHubVendor vendor = await StartAsync(App);
        using VendorAccount account = Installation(vendor);

        await account.RunAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"First"}""");
        await account.RunAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"Second"}""");
        vendor.ExpireTokens();
        await account.RunAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"Third"}""");
        ModuleError lacks = await account.FailAsync("GitHubReleaseModule", """{"owner":"octo","repo":"site","tagName":"v1"}""");

        Assert.Equal((2, 3, "http_403"), (vendor.Exchanges, vendor.Done.Count, lacks.Code));
    }

    private static VendorAccount Installation(GitHubVendor vendor) =>
        new(vendor, "github", "app-installation", ("appId", App), ("installationId", GitHubVendor.InstallationId), ("privateKey", vendor.AppPrivateKey));

    private static async Task<GitHubVendor> StartAsync(string token, params string[] scopes)
    {
        GitHubVendor vendor = await GitHubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(token, scopes);
        return vendor;
    }
}
