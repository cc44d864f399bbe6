using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Accounts;

/// <summary>Lists that the database chooses, orders and pages.</summary>
public sealed class AccountListTests : ApiTest
{
    private static readonly string[] Examples =
    [
        "{}", """{ "accountName": "a" }""", """{ "accountName": "É" }""", """{ "accountName": "é" }""", """{ "accountName": "" }""", """{ "account_name": "B", "verified": false }""",
        """{ "verified": true }""", """{ "verified": "true" }""", """{ "status": "READY" }""", """{ "status": "error" }""", """{ "status": "rea" }""", """{ "username": "ops@" }""",
        """{ "username": "OPS" }""", """{ "username": "" }""", """{ "trashed": true }""", """{ "trashed": false }""", """{ "unknown": "x" }""", """{ "unknown": null }""", """{ "id": "nonsense" }""",
        """{ "accountName": 7 }""", """{ "accountName": "%" }""", """{ "accountName": "_" }""",
    ];

    private static readonly string[] Sorts =
        ["", "accountName,desc", "username", "username,desc", "status,desc&sort=accountName", "verified,desc", "createdDate,desc", "id", "unknown,desc", "apiKey", "ownerId&sort=id,desc"];

    [Fact]
    public async Task List_ByTheDatabase_IsWhatTheWireSays()
    {
        await AddAsync();
        int compared = 0;
        foreach (string example in Examples)
        {
            // Every date contains "20", but the database does not know dates as texts: the items are looked at one by one then.
            string byOne = example.Replace("}", example == "{}" ? """ "createdDate": "20" }""" : """, "createdDate": "20" }""", StringComparison.Ordinal);
            foreach (string sort in Sorts)
            {
                foreach (string page in new[] { "page=0&size=200", "page=1&size=3" })
                {
                    string query = sort.Length == 0 ? page : $"{page}&sort={sort}";
                    (string[] expected, string[] actual) = (await IdsAsync(query, byOne), await IdsAsync(query, example));
                    Assert.True(expected.SequenceEqual(actual), $"{query} {example}: {string.Join(' ', expected)} but {string.Join(' ', actual)}");
                    compared++;
                }
            }
        }

        Assert.Equal(Examples.Length * Sorts.Length * 2, compared);
    }

    [Fact]
    public async Task Page_TellsHowManyThereAre_AndPagesDoNotOverlap()
    {
        await AddAsync();
        int all = (await Api.Client.GetAccountsAsync(Cancel)).Count;
        List<string> seen = [];
        for (int page = 0; ; page++)
        {
            AccountPage got = await Api.Client.GetAccountPageAsync(new AccountQuery { Page = page, Size = 3, Sort = ["status"] }, Cancel);
            Assert.Equal(all, got.Total);
            seen.AddRange(got.Items.Select(account => account.Id));
            if (got.Items.Count < 3)
                break;
        }

        Assert.Equal(all, seen.Count);
        Assert.Equal(all, seen.Distinct().Count());
    }

    [Fact]
    public async Task Page_Filters_AllHold()
    {
        await AddAsync();
        async Task<string[]> NamesAsync(AccountQuery query) => [.. (await Api.Client.GetAccountPageAsync(query, Cancel)).Items.Select(account => account.Name)];

        Assert.Equal(["ACME ALPHA", "ACME beta"], await NamesAsync(new AccountQuery { ProviderId = "acme", Search = "a", Verdicts = ["Valid", "Invalid"] }));
        Assert.Equal(["ACME beta", "ACME ALPHA"], await NamesAsync(new AccountQuery { Sort = ["verdict", "name,desc"], Verdicts = ["Valid", "Invalid"] }));
        Assert.Equal(["ACME ALPHA"], await NamesAsync(new AccountQuery { Status = "ready", Verdicts = ["Valid"] }));
        Assert.DoesNotContain("ACME ALPHA", await NamesAsync(new AccountQuery { Verdicts = ["None"] }));
        Assert.Empty(await NamesAsync(new AccountQuery { Environment = "nowhere" }));
    }

    [Theory]
    [InlineData("sort=secret")]
    [InlineData("sort=name,up")]
    [InlineData("sort=name,asc,desc")]
    [InlineData("status=fine")]
    [InlineData("verdict=Good")]
    [InlineData("page=-1")]
    [InlineData("size=0")]
    [InlineData("size=201")]
    [InlineData("example=nonsense")]
    [InlineData("example=%7B%22apiKey%22%3A%22x%22%7D")]
    [InlineData("unknown=1")]
    public async Task Page_WrongQuery_Is400AndNotRepeated(string query)
    {
        string answer = (await Api.SendAsync(HttpMethod.Get, "/api/accounts?" + query, null, HttpStatusCode.BadRequest, Cancel))!.ToJsonString();
        Assert.DoesNotContain("nonsense", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Good", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CountsOnlyWhatMayBeRead()
    {
        await AddAsync();
        AccountSummary shown = await Api.AddAccountAsync("SHOWN", "ak_shown", Cancel);
        (_, HttpClient reader, _) = await Api.AddActorAsync("reader", Cancel);
        await Api.GrantAsync(SecuredType.Account, shown.Id, "reader", "READ", Cancel);

        using HttpResponseMessage response = await reader.GetAsync("/api/accounts?page=0&size=2&sort=createdAt,desc", Cancel);

        Assert.Equal("1", Assert.Single(response.Headers.GetValues("X-Total-Count")));
        Assert.Equal(shown.Id, (string?)Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsArray())!["id"]);
    }

    private async Task AddAsync()
    {
        AccountSummary alpha = await Api.AddAccountAsync("ACME ALPHA", "ak_alpha", Cancel);
        await Api.Client.VerifyAsync(alpha.Id, Cancel);
        AccountSummary beta = await Api.AddAccountAsync("ACME beta", "ak_revoked", Cancel);
        await Api.Client.VerifyAsync(beta.Id, Cancel);
        foreach (string body in new[]
        {
            """{ "accountName": "Éclair" }""", """{ "accountName": "éclair 2", "username": "OPS@x" }""", """{ "accountName": "100% A_B", "status": "closed" }""",
            """{ "accountName": "MAIL", "username": "post" }""", """{ "accountName": "ACME THOR", "username": "thor", "apiKey": "ak_thor" }""",
        })
        {
            await Api.SendAsync(HttpMethod.Post, "/v1/IntegrationAccount", body, HttpStatusCode.Created, Cancel);
        }

        AccountSummary gone = await Api.AddAccountAsync("ACME GONE", "ak_gone", Cancel);
        await Api.Client.DeleteAccountAsync(gone.Id, Cancel);
    }

    private async Task<string[]> IdsAsync(string query, string example) =>
        [.. (await Api.SendAsync(HttpMethod.Get, $"/v1/IntegrationAccount?{query}&example={Uri.EscapeDataString(example)}", null, HttpStatusCode.OK, Cancel))!.AsArray().Select(item => (string)item!["id"]!)];
}
