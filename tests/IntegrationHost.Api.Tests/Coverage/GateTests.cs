using System.Net;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Api.Tests.Coverage;

public sealed class GateTests : ApiTest
{
    [Fact]
    public async Task Gate_TellsEachGapUntilTheLastIsClosed()
    {
        string module = (string)(await Api.SendAsync(HttpMethod.Post, "/v1/ExecModule", """{ "className": "AcmeSendModule", "name": "Send" }""", HttpStatusCode.Created, Cancel))!["id"]!;
        GateReport open = await Api.Client.GetGateAsync("prod", cancellationToken: Cancel);
        GateItem gap = Assert.Single(open.Missing);
        Assert.Equal((false, 0.0, 1, module, "NotLinked"), (open.Passed, open.Percent, open.Total, gap.ModuleId, gap.State));
        Assert.NotEqual("", gap.Action);
        Assert.True((await Api.Client.GetGateAsync("prod", 0, cancellationToken: Cancel)).Passed);

        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        await Api.Client.VerifyAsync(account.Id, Cancel);
        await Api.Client.LinkAsync(account.Id, new LinkRequest([module]), Cancel);
        Assert.True((await Api.Client.GetGateAsync(null, cancellationToken: Cancel)).Passed);
        Assert.Equal("OtherEnvironment", Assert.Single((await Api.Client.GetGateAsync("prod", cancellationToken: Cancel)).Missing).State);

        await Api.Client.ChangeAccountAsync(account.Id, new ChangeAccountRequest { Environment = "eu-production" }, Cancel);
        GateReport closed = await Api.Client.GetGateAsync("prod", cancellationToken: Cancel);
        Assert.Equal((true, 100.0), (closed.Passed, closed.Percent));
        Assert.Empty(closed.Missing);
    }

    [Theory]
    [InlineData("min=101", HttpStatusCode.BadRequest)]
    [InlineData("min=-1", HttpStatusCode.BadRequest)]
    [InlineData("min=99.5", HttpStatusCode.BadRequest)]
    [InlineData("env=prod", HttpStatusCode.BadRequest)]
    [InlineData("workflow=Nowhere", HttpStatusCode.NotFound)]
    public async Task Gate_WrongQuestion_IsRefusedAndNotRepeated(string query, HttpStatusCode expected)
    {
        JsonNode answer = (await Api.SendAsync(HttpMethod.Get, "/api/coverage/gate?" + query, null, expected, Cancel))!;
        Assert.DoesNotContain("Nowhere", answer.ToJsonString(), StringComparison.Ordinal);
    }
}
