using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>Idempotency keys, and changes that say of which version they were made.</summary>
public sealed class RepetitionTests : ApiTest
{
    private const string Body = """{ "providerId": "acme", "fields": { "token": "ak_onceEXAMPLE" } }""";

    [Fact]
    public async Task SameKeyAndBody_IsDoneOnce_AndAnsweredAlike()
    {
        using HttpResponseMessage first = await PostAsync("/api/accounts", "k1", Body);
        using HttpResponseMessage second = await PostAsync("/api/accounts", "k1", Body);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotent-Replayed")));
        Assert.Single(await Api.Client.GetAccountsAsync(Cancel));
    }

    [Fact]
    public async Task SameKey_OtherBody_Is422_AndOtherAddressIsAnotherRequest()
    {
        using HttpResponseMessage first = await PostAsync("/api/accounts", "k1", Body);
        using HttpResponseMessage other = await PostAsync("/api/accounts", "k1", Body.Replace("once", "other", StringComparison.Ordinal));
        using HttpResponseMessage elsewhere = await PostAsync("/v1/IntegrationAccount", "k1", """{ "accountName": "MAIL" }""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal(HttpStatusCode.Created, elsewhere.StatusCode);
        Assert.Equal(2, (await Api.Client.GetAccountsAsync(Cancel)).Count);
    }

    [Fact]
    public async Task ManyAtOnce_MakeOne_AndTheOthersAreToldToWait()
    {
        Api.Vendor.Delay = TimeSpan.FromMilliseconds(300);
        string body = $$"""{ "providerId": "acme", "baseUrl": "{{Api.Vendor.BaseUrl}}", "fields": { "token": "ak_onceEXAMPLE" }, "verify": true }""";

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync("/api/accounts", "k1", body)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created && !answer.Headers.Contains("Idempotent-Replayed"));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Conflict && answer.Headers.RetryAfter is not null);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        Assert.Single(await Api.Client.GetAccountsAsync(Cancel));
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task Repetition_ByOneWhoMayNotAnyMore_IsRefused()
    {
        (_, HttpClient ops, _) = await Api.AddActorAsync("ops", Cancel);
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        foreach (string permission in new[] { "READ", "EXECUTE" })
            await Api.GrantAsync(SecuredType.Account, account.Id, "ops", permission, Cancel);
        string path = $"/api/accounts/{account.Id}/verify";
        using HttpResponseMessage first = await PostAsync(path, "k1", null, ops);
        using HttpResponseMessage again = await PostAsync(path, "k1", null, ops);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));

        await Api.Client.RevokeAsync(new PermissionRequest { ObjectType = SecuredType.Account.ClassName, ObjectId = account.Id, Username = "ops", Permission = "EXECUTE" }, Cancel);
        using HttpResponseMessage forbidden = await PostAsync(path, "k1", null, ops);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        await Api.Client.RevokeAsync(new PermissionRequest { ObjectType = SecuredType.Account.ClassName, ObjectId = account.Id, Username = "ops", Permission = "READ" }, Cancel);
        using HttpResponseMessage hidden = await PostAsync(path, "k1", null, ops);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain("acme", await hidden.Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Repetition_OfWhatWasMade_IsForThoseWhoMayReadItStill()
    {
        (_, HttpClient ops, _) = await Api.AddActorAsync("ops", Cancel);
        await Api.GrantAsync(SecuredType.Account, SecuredType.Account.TypeId.ToString(), "ops", "CREATE", Cancel);
        using HttpResponseMessage made = await PostAsync("/api/accounts", "k1", Body, ops);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);

        await Api.SendAsync(HttpMethod.Delete, $"/v1/IntegrationAccount/{made.Headers.Location!.ToString().Split('/')[^1]}?trash=false", null, HttpStatusCode.NoContent, Cancel);
        using HttpResponseMessage again = await PostAsync("/api/accounts", "k1", Body, ops);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Unlink_SaysOfWhichVersion()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        string id = (string)(await Api.SendAsync(
            HttpMethod.Post, "/v1/ExecModule", $$"""{ "className": "AcmeSendModule", "integrationAccount": { "id": "{{account.Id}}" } }""", HttpStatusCode.Created, Cancel))!["id"]!;
        using HttpResponseMessage read = await Api.Http.GetAsync($"/v1/ExecModule/{id}", Cancel);
        string old = read.Headers.ETag!.ToString();
        await Api.SendAsync(HttpMethod.Patch, $"/v1/ExecModule/{id}", """{ "notes": "changed" }""", HttpStatusCode.OK, Cancel);

        foreach ((string? tag, HttpStatusCode expected) in new (string?, HttpStatusCode)[]
        {
            (null, HttpStatusCode.PreconditionRequired), (old, HttpStatusCode.PreconditionFailed), ("\"x\"", HttpStatusCode.PreconditionFailed), ("*", HttpStatusCode.NoContent),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/modules/{id}/link");
            if (tag is not null)
                request.Headers.TryAddWithoutValidation("If-Match", tag);
            using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task JsonPatch_IsRefused_AndWhatIsTakenIsNamed()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/v1/IntegrationAccount/{account.Id}")
        {
            Content = new StringContent("""[{ "op": "test", "path": "/apiKey", "value": "ak_guessEXAMPLE" }]""", Encoding.UTF8, "application/json-patch+json"),
        };
        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/merge-patch+json, application/json", string.Join(", ", response.Headers.GetValues("Accept-Patch")));
        string body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("application/merge-patch+json", body, StringComparison.Ordinal);
        Assert.DoesNotContain("guess", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedRequest_LeavesItsKeyFree()
    {
        using HttpResponseMessage refused = await PostAsync("/api/accounts", "k1", """{ "providerId": "acme", "fields": {} }""");
        using HttpResponseMessage mended = await PostAsync("/api/accounts", "k1", Body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Created), (refused.StatusCode, mended.StatusCode));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tab\tin it")]
    public async Task MissingOrWrongKey_Is400(string? key)
    {
        using HttpResponseMessage answer = await PostAsync("/api/accounts", key, Body);
        using HttpResponseMessage longKey = await PostAsync("/api/accounts", new string('k', 129), Body);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.StatusCode, longKey.StatusCode));
        Assert.Empty(await Api.Client.GetAccountsAsync(Cancel));
    }

    [Fact]
    public async Task WhatIsKeptOfARequest_HoldsNoSecret()
    {
        using HttpResponseMessage first = await PostAsync("/api/accounts", "k1", Body);

        byte[] bytes = [.. Directory.GetFiles(Api.Options.Paths.DataDirectory, "integration-host.db*").SelectMany(ReadShared)];
        Assert.Contains("/api/accounts/", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("ak_onceEXAMPLE", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithoutIfMatch_Is428_OfAnOlderVersion412_AndOfThePresentOneDone()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_firstEXAMPLE", Cancel);
        string path = $"/api/accounts/{account.Id}";
        using HttpResponseMessage read = await Api.Http.GetAsync(path, Cancel);
        EntityTagHeaderValue tag = read.Headers.ETag!;

        Assert.Equal(HttpStatusCode.PreconditionRequired, await ChangeAsync(HttpMethod.Put, $"{path}/fields", null));
        Assert.Equal(HttpStatusCode.PreconditionRequired, await ChangeAsync(HttpMethod.Delete, path, null));
        Assert.Equal(HttpStatusCode.OK, await ChangeAsync(HttpMethod.Put, $"{path}/fields", tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await ChangeAsync(HttpMethod.Put, $"{path}/fields", tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await ChangeAsync(HttpMethod.Delete, path, tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await ChangeAsync(HttpMethod.Delete, path, new EntityTagHeaderValue("\"x\"")));
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(HttpMethod.Delete, path, EntityTagHeaderValue.Any));
    }

    private static byte[] ReadShared(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string? key, string? body, HttpClient? http = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await (http ?? Api.Http).SendAsync(request, Cancel);
    }

    private async Task<HttpStatusCode> ChangeAsync(HttpMethod method, string path, EntityTagHeaderValue? tag)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Put)
            request.Content = new StringContent("""{ "fields": { "login": "other@acme.example" } }""", Encoding.UTF8, "application/json");
        if (tag is not null)
            request.Headers.IfMatch.Add(tag);
        using HttpResponseMessage response = await Api.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
