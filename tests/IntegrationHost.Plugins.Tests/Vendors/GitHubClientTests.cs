using IntegrationHost.TestVendors;
using Octokit;

namespace IntegrationHost.Plugins.Tests.Vendors;

/// <summary>GitHub's own .NET library against our GitHub: what it reads and sends is what our modules rely on.</summary>
public sealed class GitHubClientTests
{
    private const string Token = "ghp_abcEXAMPLE";

    [Fact]
    public async Task Octokit_ReadsTheUserAndTheLimits()
    {
        await using GitHubVendor vendor = await StartAsync();
        GitHubClient client = Client(vendor);

        User user = await client.User.Current();

        Assert.Equal(("ada", 1L, AccountType.User), (user.Login, user.Id, user.Type));
        Assert.Equal((5000, 4990), (client.GetLastApiInfo().RateLimit.Limit, client.GetLastApiInfo().RateLimit.Remaining));
        Assert.Equal(["repo"], client.GetLastApiInfo().OauthScopes);
    }

    [Fact]
    public async Task Octokit_MakesWhatOurModulesMake()
    {
        await using GitHubVendor vendor = await StartAsync();
        GitHubClient client = Client(vendor);

        Issue issue = await client.Issue.Create("octo", "site", new NewIssue("Broken"));
        await client.Issue.Comment.Create("octo", "site", issue.Number, "Seen.");
        await client.Git.Reference.Create("octo", "site", new NewReference("refs/heads/fix", "c0ffee"));
        await client.Actions.Workflows.CreateDispatch("octo", "site", "build.yml", new CreateWorkflowDispatch("main"));
        await client.Repository.Release.Create("octo", "site", new NewRelease("v1"));

        Assert.Equal(["issue 1: Broken", "comment on 1: Seen.", "refs/heads/fix", "workflow build.yml on main", "release v1"], vendor.Done);
    }

    [Fact]
    public async Task Octokit_FollowsOurLinks()
    {
        await using GitHubVendor vendor = await StartAsync();
        GitHubClient client = Client(vendor);
        for (int at = 0; at < 5; at++)
            await client.Issue.Create("octo", "site", new NewIssue("Issue"));

        IReadOnlyList<Issue> all = await client.Issue.GetAllForRepository("octo", "site", new ApiOptions { PageSize = 2 });

        Assert.Equal([1, 2, 3, 4, 5], all.Select(issue => issue.Number));
    }

    [Fact]
    public async Task Octokit_TakesOurErrorsForGitHubs()
    {
        await using GitHubVendor vendor = await StartAsync();

        await Assert.ThrowsAsync<AuthorizationException>(() => Client(vendor, "ghp_otherEXAMPLE").User.Current());
        await Assert.ThrowsAsync<NotFoundException>(() => Client(vendor).Issue.Create("octo", "other", new NewIssue("x")));
        ApiValidationException invalid = await Assert.ThrowsAsync<ApiValidationException>(() => Client(vendor).Git.Reference.Create("octo", "site", new NewReference("refs/heads/main", "c0ffee")));
        vendor.Mode = VendorMode.RateLimited;
        await Assert.ThrowsAsync<RateLimitExceededException>(() => Client(vendor).User.Current());
        vendor.SecondaryLimit = true;
        await Assert.ThrowsAnyAsync<ApiException>(() => Client(vendor).User.Current());

        Assert.Equal("already_exists", Assert.Single(invalid.ApiError.Errors).Code);
    }

    private static async Task<GitHubVendor> StartAsync()
    {
        GitHubVendor vendor = await GitHubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Token, "repo");
        return vendor;
    }

    // For a host of its own the library adds /api/v3, as for every Enterprise Server.
    private static GitHubClient Client(GitHubVendor vendor, string token = Token) =>
        new(new ProductHeaderValue("independent-client"), new Uri("http://" + vendor.HostAndPort)) { Credentials = new Credentials(token) };
}
