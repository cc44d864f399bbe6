using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Plugins.GitHub;
using IntegrationHost.TestVendors;

namespace IntegrationHost.Plugins.Tests.Vendors;

public sealed class GitHubModuleTests
{
    private const string Token = "ghp_abcEXAMPLE";

    [Fact]
    public async Task ExecuteAsync_IssueAndComment_AreMade()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject issue = await account.RunAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"Broken","body":"It *is*.","labels":["bug"],"assignees":["ada"]}""");
        await account.RunAsync("GitHubCommentModule", $$"""{"owner":"octo","repo":"site","issueNumber":{{issue["number"]}},"body":"Seen."}""");

        Assert.Equal((1, "open"), ((int)issue["number"]!, issue["state"]!.ToString()));
        Assert.Equal(["issue 1: Broken", "comment on 1: Seen."], vendor.Done);
        JsonNode sent = JsonNode.Parse(vendor.Requests[0].Body)!;
        Assert.Equal((true, "bug"), (sent["owner"] is null && sent["repo"] is null, sent["labels"]![0]!.ToString()));
    }

    [Fact]
    public async Task ExecuteAsync_EveryCall_NamesVersionMediaTypeAndAgent()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        await account.TestAsync();
        await account.RunAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"Broken"}""");

        Assert.Equal(2, vendor.Requests.Count);
        Assert.All(vendor.Requests, request => Assert.Equal(("2022-11-28", "application/vnd.github+json"), (request.Headers["X-GitHub-Api-Version"], request.Headers["Accept"])));
        Assert.All(vendor.Requests, request => Assert.StartsWith("IntegrationHost/", request.Headers["User-Agent"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task ExecuteAsync_File_IsReadAndChangedByItsSha()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject file = await account.RunAsync("GitHubFileReadModule", """{"owner":"octo","repo":"site","path":"docs/read me.md","ref":"main"}""");
        JsonObject changed = await account.RunAsync("GitHubFileWriteModule", $$"""{"owner":"octo","repo":"site","path":"docs/read me.md","message":"Say more","content":"SGVsbG8h","sha":"{{file["sha"]}}"}""");
        ModuleError late = await account.FailAsync("GitHubFileWriteModule", $$"""{"owner":"octo","repo":"site","path":"docs/read me.md","message":"Too late","content":"SGVs","sha":"{{file["sha"]}}"}""");

        Assert.Equal(("SGVsbG8=", "c0ffee"), (file["content"]!.ToString(), changed["commit"]!.ToString()));
        Assert.Equal(("http_409", 409), (late.Code, late.StatusCode));
        Assert.Equal("?ref=main", vendor.Requests[0].Query);
        Assert.Equal(["commit docs/read me.md: Say more"], vendor.Done);
    }

    [Fact]
    public async Task ExecuteAsync_PullRequestBranchAndRelease_AreMade()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject branch = await account.RunAsync("GitHubRefModule", """{"owner":"octo","repo":"site","ref":"refs/heads/fix","sha":"c0ffee"}""");
        JsonObject pull = await account.RunAsync("GitHubPullRequestModule", """{"owner":"octo","repo":"site","title":"Fix","head":"fix","base":"main","draft":true}""");
        JsonObject release = await account.RunAsync("GitHubReleaseModule", """{"owner":"octo","repo":"site","tagName":"v1.0.0","generateReleaseNotes":true}""");

        Assert.Equal(("refs/heads/fix", 9, 77), (branch["ref"]!.ToString(), (int)pull["number"]!, (int)release["id"]!));
        Assert.True((bool)JsonNode.Parse(vendor.Requests[2].Body)!["generate_release_notes"]!);
    }

    [Fact]
    public async Task ExecuteAsync_Dispatches_SucceedWithoutABody()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        await account.RunAsync("GitHubWorkflowDispatchModule", """{"owner":"octo","repo":"site","workflowId":"build.yml","ref":"main","inputs":{"level":"full"}}""");
        await account.RunAsync("GitHubRepositoryDispatchModule", """{"owner":"octo","repo":"site","eventType":"deploy","clientPayload":{"run":7}}""");

        Assert.Equal(["workflow build.yml on main", "event deploy"], vendor.Done);
    }

    [Fact]
    public async Task ExecuteAsync_WorkflowRuns_ComeInPages()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        JsonObject second = await account.RunAsync("GitHubWorkflowRunsListModule", """{"owner":"octo","repo":"site","perPage":2,"page":2}""");

        Assert.Equal((3, 3), ((int)second["total"]!, (int)Assert.Single(second["runs"]!.AsArray())!["id"]!));
    }

    [Fact]
    public async Task PagesAsync_Issues_FollowTheLinkHeader()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        foreach (int number in Enumerable.Range(1, 5))
            await account.RunAsync("GitHubIssueModule", $$"""{"owner":"octo","repo":"site","title":"Issue {{number}}"}""");

        List<string?> titles = [];
        var input = new GitHubIssuesListInput { Owner = "octo", Repo = "site", PerPage = 2 };
        await foreach (GitHubIssuesListOutput page in new GitHubIssuesListModule().PagesAsync(input, account.Channel, TestContext.Current.CancellationToken))
            titles.AddRange((page.Issues ?? []).Select(issue => issue.Title));

        Assert.Equal(["Issue 1", "Issue 2", "Issue 3", "Issue 4", "Issue 5"], titles);
        Assert.Equal("?per_page=2&page=3", vendor.Requests[^1].Query);
    }

    [Fact]
    public async Task ExecuteAsync_Issues_AreTheWholeAnswer()
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);
        await account.RunAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"Broken"}""");

        JsonObject output = await account.RunAsync("GitHubIssuesListModule", """{"owner":"octo","repo":"site","state":"all"}""");

        Assert.Equal("Broken", Assert.Single(output["issues"]!.AsArray())!["title"]!.ToString());
    }

    [Theory]
    [InlineData("GitHubRefModule", """{"owner":"octo","repo":"site","ref":"refs/heads/main","sha":"c0ffee"}""", "already_exists", 422)]
    [InlineData("GitHubCommentModule", """{"owner":"octo","repo":"site","issueNumber":99,"body":"x"}""", "http_404", 404)]
    [InlineData("GitHubIssueModule", """{"owner":"octo","repo":"other","title":"x"}""", "http_404", 404)]
    public async Task ExecuteAsync_GitHubRefuses_IsAnErrorWithItsCode(string module, string input, string code, int status)
    {
        await using GitHubVendor vendor = await StartAsync();
        using VendorAccount account = Account(vendor);

        ModuleError error = await account.FailAsync(module, input);

        Assert.Equal((code, status), (error.Code, error.StatusCode));
    }

    [Theory]
    [InlineData("ghp_abcEXAMPLE", "gist", "http_404")]
    [InlineData("github_pat_abcEXAMPLE", "contents:read", "http_403")]
    public async Task ExecuteAsync_TokenLacksPermission_IsToldAsGitHubTells(string token, string scope, string code)
    {
        await using GitHubVendor vendor = await GitHubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(token, scope);
        using var account = new VendorAccount(vendor, "github", token.StartsWith("ghp_", StringComparison.Ordinal) ? "classic-token" : "fine-grained-token", ("token", token));

        Assert.Equal(code, (await account.FailAsync("GitHubIssueModule", """{"owner":"octo","repo":"site","title":"x"}""")).Code);
    }

    private static async Task<GitHubVendor> StartAsync()
    {
        GitHubVendor vendor = await GitHubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Accept(Token, "repo", "workflow");
        return vendor;
    }

    private static VendorAccount Account(GitHubVendor vendor) => new(vendor, "github", "classic-token", ("token", Token));
}
