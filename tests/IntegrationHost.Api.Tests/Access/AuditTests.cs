using System.Net;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Tests.Access;

public sealed class AuditTests : ApiTest
{
    [Fact]
    public async Task Trail_SaysWhoDidWhat_AndIsIntact()
    {
        (_, HttpClient http, string token) = await Api.AddActorAsync("alice", Cancel);
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        using HttpResponseMessage denied = await http.GetAsync($"/api/accounts/{account.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, denied.StatusCode);
        await Api.Client.VerifyAsync(account.Id, Cancel);

        IReadOnlyList<AuditEventReport> events = await Api.Client.GetAuditAsync(0, 1000, Cancel);

        Assert.Equal(
            ["audit.open", "host.start", "plugin.seen", "principal.create", "token.create", "account.create", "access.denied", "account.verify", "account.verify"],
            events.Select(happened => happened.Action));
        AuditEventReport denial = events[6];
        Assert.Equal(($"token:{token[4..10]}", "denied", account.Id, "READ"), (denial.Actor, denial.Result, denial.ObjectId, denial.Details["permission"]));
        Assert.Equal(("local", "intent"), (events[7].Actor, events[7].Result));
        Assert.Equal(("ok", events[7].RequestId, "Valid"), (events[8].Result, events[8].RequestId, events[8].Details["verdict"]));
        AuditVerifyReport report = await Api.Client.VerifyAuditAsync(new AuditVerifyRequest(), Cancel);
        Assert.Equal(("Intact", 9L, 9L, 0L), (report.Verdict, report.Rows, report.Anchor, report.UnknownOutcomes));
        Assert.Empty(report.Tampered);
        Assert.Equal([8L, 9L], (await Api.Client.GetAuditAsync(7, 1000, Cancel)).Select(happened => happened.Seq));
        Assert.Equal([9L], (await Api.Client.GetAuditAsync(null, 1, Cancel)).Select(happened => happened.Seq));
    }

    [Fact]
    public void Trail_CanBeReadAndCheckedAndNothingElse() => Assert.Equal(
        [
            "GET /api/audit", "GET /api/audit/segments", "POST /api/audit/hash", "POST /api/audit/segments", "POST /api/audit/segments/check",
            "POST /api/audit/segments/{number:long}/remove", "POST /api/audit/verify",
        ],
        Api.Routes.Where(route => route.RoutePattern.RawText!.Contains("audit", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}")).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Segment_IsExportedCheckedAndTakenOut()
    {
        await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        AuditSegmentReport closed = await Api.Client.CloseAuditSegmentAsync(Cancel);
        List<AuditEventReport> events = [.. await Api.Client.GetAuditAsync(0, (int)closed.Last, Cancel)];
        Assert.Null((await Api.Client.CheckAuditAsync(new AuditCheckRequest { Events = events }, Cancel)).FirstBadSeq);
        Assert.Equal(3, (await Api.Client.CheckAuditAsync(new AuditCheckRequest { Events = [.. events.Take(2), events[2] with { Actor = "x" }, .. events.Skip(3)] }, Cancel)).FirstBadSeq);

        string address = $"/api/audit/segments/{closed.Number}/remove";
        await Api.SendAsync(HttpMethod.Post, address, $$"""{ "lastMac": "{{events[0].Mac}}", "sha256": "{{new string('a', 64)}}" }""", HttpStatusCode.Conflict, Cancel);
        await Api.SendAsync(HttpMethod.Post, address, $$"""{ "lastMac": "{{closed.LastMac}}", "sha256": "x" }""", HttpStatusCode.Conflict, Cancel);
        AuditSegmentReport removed = await Api.Client.RemoveAuditSegmentAsync(closed.Number, new RemoveSegmentRequest { LastMac = events[^1].Mac, Sha256 = new string('a', 64) }, Cancel);

        Assert.True(removed.Removed);
        Assert.Equal([true, false], (await Api.Client.GetAuditSegmentsAsync(Cancel)).Select(segment => segment.Removed));
        AuditVerifyReport report = await Api.Client.VerifyAuditAsync(new AuditVerifyRequest(), Cancel);
        Assert.Equal(("Intact", closed.Last), (report.Verdict, report.Removed));
        await Api.SendAsync(HttpMethod.Post, address, $$"""{ "lastMac": "{{closed.LastMac}}", "sha256": "{{new string('a', 64)}}" }""", HttpStatusCode.Conflict, Cancel);
        await Api.SendAsync(HttpMethod.Post, "/api/audit/hash", """{ "value": "" }""", HttpStatusCode.BadRequest, Cancel);
        Assert.Equal(32, (await Api.Client.HashForAuditAsync("http://127.0.0.1:1/", Cancel)).Hash.Length);
    }

    [Theory]
    [InlineData("/api/audit?after=x")]
    [InlineData("/api/audit?max=-1")]
    [InlineData("/api/audit?path=/tmp/other")]
    public async Task WrongQuery_Is400(string path) => await Api.SendAsync(HttpMethod.Get, path, null, HttpStatusCode.BadRequest, Cancel);

    [Fact]
    public async Task TrailNotWritable_Is503_AndNothingIsSent()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Api.Options.Paths.DatabasePath};Pooling=False"))
        {
            await connection.OpenAsync(Cancel);
            await using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no space'); END;";
            await command.ExecuteNonQueryAsync(Cancel);
        }

        await Api.SendAsync(HttpMethod.Post, $"/api/accounts/{account.Id}/verify", "", HttpStatusCode.ServiceUnavailable, Cancel);
        await Api.SendAsync(HttpMethod.Delete, $"/api/accounts/{account.Id}", null, HttpStatusCode.ServiceUnavailable, Cancel);
        await Api.SendAsync(HttpMethod.Get, $"/api/accounts/{account.Id}", null, HttpStatusCode.OK, Cancel);
        Assert.Equal(0, Api.Vendor.Calls);
    }
}
