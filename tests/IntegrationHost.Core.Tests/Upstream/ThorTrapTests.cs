using System.Text.Json.Nodes;
using IntegrationHost.Core.Tests.Channels;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Upstream;

namespace IntegrationHost.Core.Tests.Upstream;

/// <summary>The traps of a ThorAPI server that concern a client, each with its name.</summary>
public sealed class ThorTrapTests : IAsyncLifetime
{
    private static readonly HashSet<string> Key = ["apiKey"];

    private readonly ThorWire wire = new(new ManualTime());
    private ThorDouble thor = null!;
    private ThorSession session = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        thor = await ThorDouble.StartAsync();
        session = With(new ThorLogin(ThorDouble.Token, null, null));
    }

    public async ValueTask DisposeAsync()
    {
        session.Dispose();
        wire.Dispose();
        await thor.DisposeAsync();
    }

    [Theory]
    [InlineData(1000, false, false)]
    [InlineData(7, false, false)]
    [InlineData(1, false, false)]
    [InlineData(1000, true, false)]
    [InlineData(7, false, true)]
    public async Task Pages_CappedUnpagedOrWrapped_AreReadToTheEnd(int cap, bool unpaged, bool wrapped)
    {
        (thor.Cap, thor.IgnoresPages, thor.SpringPages) = (cap, unpaged, wrapped);
        for (int index = 0; index < 23; index++)
            thor.AddModule("EchoModule");

        ThorList list = await ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel);

        Assert.Equal(thor.Modules.Keys, list.Rows.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("page=0", thor.Requests[0].Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task Pages_ExactlyFull_AreReadToTheEnd(int count)
    {
        for (int index = 0; index < count; index++)
            thor.AddModule("EchoModule");
        Assert.Equal(count, (await ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel)).Rows.Count);
    }

    [Fact]
    public async Task Pages_EmptyListIs404_IsNoError()
    {
        thor.EmptyIsMissing = true;
        ThorList list = await ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel);
        Assert.True(list.Missing);
        Assert.Empty(list.Rows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_ThatShiftWhileRead_MissNoRow(bool deleted)
    {
        thor.Cap = 5;
        for (int index = 0; index < 18; index++)
            thor.AddModule("EchoModule");
        string first = thor.Modules.Keys.First();
        thor.Before = (context, _) =>
        {
            // Between the second page and the third a row before them goes, or comes: all that follow move by one.
            if (context.Request.Query["page"] == "2" && thor.Modules.ContainsKey(first) && thor.Modules.Count == 18)
            {
                if (deleted)
                    thor.Modules.Remove(first);
                else
                    thor.Modules["00000000-0000-0000-0000-000000000001"] = """{"id":"00000000-0000-0000-0000-000000000001"}""";
            }

            return Task.FromResult(false);
        };

        ThorList list = await ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel);

        Assert.Superset(thor.Modules.Keys.ToHashSet(), list.Rows.Keys.ToHashSet());
    }

    [Fact]
    public async Task Pages_ThatNeverEnd_AreGivenUp()
    {
        int number = 0;
        thor.Before = (context, _) => ThorDouble.AnswerAsync(context, 200, $$"""[{"id":"{{new Guid(++number, 0, 0, new byte[8])}}"}]""");
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel));
        Assert.Contains("do not end", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Example_DefaultValueFilters_HideNoAccount()
    {
        string verified = thor.AddAccount("SLACK 100", verified: true);
        thor.AddAccount("SLACK 1000");
        Assert.Equal([verified], await ThorAccounts.FindByNameAsync(session, "SLACK 100", Cancel));
    }

    [Theory]
    [InlineData("50%")]
    [InlineData("a+b")]
    [InlineData("Größe 7")]
    [InlineData("q\"uote")]
    public async Task Example_ThatIsDecodedTwice_FindsTheNameAllTheSame(string name)
    {
        string id = thor.AddAccount(name);
        thor.AddAccount("a b");
        Assert.Equal([id], await ThorAccounts.FindByNameAsync(session, name, Cancel));
    }

    [Fact]
    public async Task Create_SendsNoIdAndOnlyKnownProperties()
    {
        string id = await ThorAccounts.CreateAsync(session, Values(("apiKey", "CANARY-key-0001"), ("username", "ann")), "key-1", Cancel);

        RecordedRequest request = thor.Requests.Single(request => request.Method == "POST");
        Assert.Equal(["accountName", "apiKey", "username", "status", "verified"], JsonNode.Parse(request.Body)!.AsObject().Select(property => property.Key));
        Assert.Equal("key-1", request.Headers["Idempotency-Key"]);
        Assert.Equal("CANARY-key-0001", thor.Accounts[id]["apiKey"]!.GetValue<string>());
    }

    [Fact]
    public async Task Link_WholeObjectReplace_KeepsEveryByte()
    {
        string id = thor.AddModule("EchoModule", ""","moduleOrder":1.50,"xUnknown":{"b":1e2,"a":"\u00fc\/"},"specs":[],"integrationAccount":null,"config":"{ \"k\": 1 }" """);
        string before = thor.Modules[id];
        string account = thor.AddAccount("SLACK");

        await ThorModules.SetLinkAsync(session, Guid.Parse(id), account, Cancel);

        Assert.Equal(before.Replace("\"integrationAccount\":null", $$"""{{"\"integrationAccount\":{\"id\":\""}}{{account}}"}""", StringComparison.Ordinal), thor.Modules[id]);
        await ThorModules.SetLinkAsync(session, Guid.Parse(id), null, Cancel);
        Assert.Equal(before, thor.Modules[id]);
    }

    [Fact]
    public async Task Link_AlreadyMade_IsNotSavedAgain()
    {
        string account = thor.AddAccount("SLACK");
        string id = thor.AddModule("EchoModule", $$""","integrationAccount":{"id":"{{account}}"}""");
        await ThorModules.SetLinkAsync(session, Guid.Parse(id), account, Cancel);
        Assert.DoesNotContain(thor.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Link_PutBodyWithoutId_MakesNoSecondModule()
    {
        string id = thor.AddModule("EchoModule");
        thor.Modules[id] = """{"name":"no id in what it shows"}""";

        await ThorModules.SetLinkAsync(session, Guid.Parse(id), thor.AddAccount("SLACK"), Cancel);

        Assert.Equal([id], thor.Modules.Keys);
        Assert.Contains($"\"id\":\"{id}\"", thor.Modules[id], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ServerSavesASecondModule_IsSaid()
    {
        string id = thor.AddModule("EchoModule");
        thor.Changed = context => ThorDouble.AnswerAsync(context, 200, $$"""{"id":"{{Guid.NewGuid()}}"}""");
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorModules.SetLinkAsync(session, Guid.Parse(id), Guid.NewGuid().ToString(), Cancel));
        Assert.Contains("second module", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ModuleChangedMeanwhile_IsReadAgainAndKeepsTheOthersChange()
    {
        thor.ETags = true;
        string id = thor.AddModule("EchoModule", ""","notes":"old" """);
        int puts = 0;
        thor.Before = (context, _) =>
        {
            if (context.Request.Method == "PUT" && ++puts == 1)
                thor.Modules[id] = thor.Modules[id].Replace("old", "new", StringComparison.Ordinal);
            return Task.FromResult(false);
        };

        await ThorModules.SetLinkAsync(session, Guid.Parse(id), thor.AddAccount("SLACK"), Cancel);

        Assert.Equal(2, puts);
        Assert.Contains("\"notes\":\"new\"", thor.Modules[id], StringComparison.Ordinal);
        Assert.Contains("integrationAccount", thor.Modules[id], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_AnswerDropped_IsLookedAtAndNotDoneTwice()
    {
        string id = thor.AddModule("EchoModule");
        thor.Changed = ThorDouble.DropAsync;
        await ThorModules.SetLinkAsync(session, Guid.Parse(id), thor.AddAccount("SLACK"), Cancel);
        Assert.Single(thor.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Link_TakenAndNotKept_IsNoSuccess()
    {
        string id = thor.AddModule("EchoModule");
        thor.Before = (context, _) => context.Request.Method == "PUT" ? ThorDouble.AnswerAsync(context, 200, thor.Modules[id]) : Task.FromResult(false);
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorModules.SetLinkAsync(session, Guid.Parse(id), Guid.NewGuid().ToString(), Cancel));
        Assert.Contains("did not keep it", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Link_ModuleShowsMasksOfItsOwn_IsNeverSavedWhole(bool patch)
    {
        thor.HasPatch = patch;
        string id = thor.AddModule("EchoModule", ""","execModuleConfig":{"version":"1","authConfig":{"authStrategy":1,"apiKey":"<ENCRYPTED_VALUE/>"}}""");
        string before = thor.Modules[id];
        Task<ReadOnlyMemory<byte>> Link() => ThorModules.SetLinkAsync(session, Guid.Parse(id), thor.AddAccount("SLACK"), Cancel);

        if (patch)
            await Link();
        else
            Assert.Contains("could put the mask in place", (await Assert.ThrowsAsync<UpstreamException>(Link)).Message, StringComparison.Ordinal);

        Assert.DoesNotContain(thor.Requests, request => request.Method == "PUT");
        Assert.Equal(!patch, thor.Modules[id] == before);
    }

    [Fact]
    public async Task ChangeAccount_MaskEcho_NeverBecomesTheSecret()
    {
        (thor.HidesWhatIsSet, thor.HasPatch) = (true, false);
        string id = thor.AddAccount("SLACK", "CANARY-stored-key");

        UpstreamException refused = await Assert.ThrowsAsync<UpstreamException>(
            () => ThorAccounts.ChangeAsync(session, id, Values(("username", "ann")), new HashSet<string> { "username" }, Cancel));
        Assert.Contains("hides apiKey", refused.Message, StringComparison.Ordinal);
        Assert.Equal("CANARY-stored-key", thor.Accounts[id]["apiKey"]!.GetValue<string>());

        await ThorAccounts.ChangeAsync(session, id, Values(("username", "ann"), ("apiKey", "CANARY-stored-key")), new HashSet<string> { "username" }, Cancel);
        Assert.Equal(("CANARY-stored-key", "ann"), (thor.Accounts[id]["apiKey"]!.GetValue<string>(), thor.Accounts[id]["username"]!.GetValue<string>()));
        Assert.All(thor.Requests, request => Assert.DoesNotContain("ENCRYPTED_VALUE", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChangeAccount_WithoutPatch_KeepsWhatItDoesNotKnowAndWhatTheOwnerSees()
    {
        thor.HasPatch = false;
        string id = thor.AddAccount("SLACK", "CANARY-stored-key");
        await ThorAccounts.ChangeAsync(session, id, Values(("password", "CANARY-new-password")), new HashSet<string> { "password" }, Cancel);

        RecordedRequest put = thor.Requests.Single(request => request.Method == "PUT");
        Assert.Contains("\"xKept\":1.50", put.Body, StringComparison.Ordinal);
        Assert.StartsWith($$"""{"id":"{{id}}",""", put.Body, StringComparison.Ordinal);
        Assert.Equal(("CANARY-stored-key", "CANARY-new-password"), (thor.Accounts[id]["apiKey"]!.GetValue<string>(), thor.Accounts[id]["password"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(true, "cannot be told whether it kept")]
    [InlineData(false, null)]
    public async Task ChangeAccount_SecretIgnoredInSilence_IsDoubted(bool hides, string? says)
    {
        (thor.Hides, thor.HidesWhatIsSet) = (hides, !hides);
        string id = thor.AddAccount("SLACK", "CANARY-stored-key");
        string? doubt = await ThorAccounts.ChangeAsync(session, id, Values(("apiKey", "CANARY-newer-key")), Key, Cancel);
        Assert.Equal(says is null, doubt is null);
        Assert.True(says is null || doubt!.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChangeAccount_SecretNotKept_IsSaid()
    {
        string id = thor.AddAccount("SLACK", "CANARY-stored-key");
        thor.Before = (context, _) => context.Request.Method == "PATCH" ? ThorDouble.AnswerAsync(context, 200, "{}") : Task.FromResult(false);
        string? doubt = await ThorAccounts.ChangeAsync(session, id, Values(("apiKey", "CANARY-newer-key")), Key, Cancel);
        Assert.Contains("did not keep apiKey", doubt, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", doubt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_CascadeNotKnown_FallsBackToPlain()
    {
        string id = thor.AddAccount("SLACK");
        thor.Before = (context, _) => context.Request.Query.ContainsKey("cascade") ? ThorDouble.AnswerAsync(context, 400, ThorDouble.Error(400, "unknown parameter")) : Task.FromResult(false);
        await ThorAccounts.DeleteAsync(session, id, Cancel);
        await ThorAccounts.DeleteAsync(session, id, Cancel);
        Assert.Empty(thor.Accounts);
    }

    [Theory]
    [InlineData(400, UpstreamFault.Refused, "refused what was sent")]
    [InlineData(401, UpstreamFault.Unauthorized, "upstream set URL")]
    [InlineData(402, UpstreamFault.PaymentRequired, "Add credits")]
    [InlineData(403, UpstreamFault.Forbidden, "no permission")]
    [InlineData(404, UpstreamFault.NotFound, "no such thing")]
    [InlineData(409, UpstreamFault.Conflict, "changed there meanwhile")]
    [InlineData(429, UpstreamFault.RateLimited, "limits calls")]
    [InlineData(500, UpstreamFault.Failed, "Try again later")]
    public async Task Refused_SaysWhatItIsAndWhatToDo_AndRepeatsNoSecret(int status, UpstreamFault fault, string says)
    {
        thor.Before = (context, body) => ThorDouble.AnswerAsync(
            context, status, ThorDouble.Error(status, $"INSUFFICIENT {context.Request.Headers.Authorization} for {JsonNode.Parse(body)!["apiKey"]}").Replace("\"timestamp\"", "\"requiredCredits\":12.5,\"balance\":3,\"traceId\":\"t-1\",\"timestamp\"", StringComparison.Ordinal));

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorAccounts.CreateAsync(session, Values(("apiKey", "CANARY-key-0002")), "k", Cancel));

        Assert.Equal(fault, failure.Fault);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains("INSUFFICIENT Bearer [redacted] for [redacted]", failure.Message, StringComparison.Ordinal);
        Assert.Contains("[trace t-1]", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status == 402, failure.Message.Contains("(needed: 12.5, left: 3)", StringComparison.Ordinal));
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(thor.Requests);
    }

    [Theory]
    [InlineData(200, "text/html")]
    [InlineData(503, "text/html")]
    [InlineData(200, "application/json")]
    public async Task HtmlInsteadOfJson_IsToldAndNotRepeated(int status, string type)
    {
        thor.Before = (context, _) => ThorDouble.AnswerAsync(context, status, "<html>CANARY page</html>", type);
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel));
        Assert.DoesNotContain("CANARY", failure.Message, StringComparison.Ordinal);
        Assert.Contains(status == 200 ? "not JSON" : "503", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    public async Task WrongContentType_OfRealJson_IsRead(string type)
    {
        thor.Before = (context, _) => ThorDouble.AnswerAsync(context, 200, context.Request.Query["page"] == "0" ? """[{"id":"00000000-0000-0000-0000-000000000009"}]""" : "[]", type);
        Assert.Single((await ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel)).Rows);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_TakesNoCredentialAlong()
    {
        await using ThorDouble elsewhere = await ThorDouble.StartAsync();
        thor.Before = (context, _) =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (307, elsewhere.Url.AbsoluteUri + "v1/IntegrationAccount");
            return Task.FromResult(true);
        };

        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorAccounts.CreateAsync(session, Values(("apiKey", "CANARY-key-0003")), "k", Cancel));

        Assert.Equal(UpstreamFault.Redirected, failure.Fault);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Dropped_AListIsAskedAgain_APostIsNot()
    {
        int drops = 2;
        thor.Before = (context, _) => drops-- > 0 ? ThorDouble.DropAsync(context) : Task.FromResult(false);
        await ThorPages.ReadAsync(session, ThorModules.ListPath, null, Cancel);

        drops = 1;
        int before = thor.Requests.Count;
        UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorAccounts.CreateAsync(session, Values(("apiKey", "CANARY-key-0004")), "k", Cancel));
        Assert.True(failure.MayBeDone);
        Assert.Equal(before + 1, thor.Requests.Count);
    }

    [Fact]
    public async Task RateLimit_WithATime_IsWaitedFor()
    {
        int refusals = 1;
        thor.Before = (context, _) =>
        {
            if (refusals-- <= 0)
                return Task.FromResult(false);
            context.Response.Headers.RetryAfter = "0";
            return ThorDouble.AnswerAsync(context, 429, ThorDouble.Error(429, "slow down"));
        };
        await ThorAccounts.CreateAsync(session, Values(("apiKey", "CANARY-key-0005")), "k", Cancel);
        Assert.Single(thor.Accounts);
    }

    [Fact]
    public async Task Login_TokenEnds_LogsInOnceMoreAndGoesOn()
    {
        using ThorSession user = With(new ThorLogin(null, "ann", ThorDouble.Password));
        await ThorPages.ReadAsync(user, ThorModules.ListPath, null, Cancel);
        thor.Valid = "another-token";
        await ThorPages.ReadAsync(user, ThorModules.ListPath, null, Cancel);
        Assert.Equal(2, thor.Logins);
    }

    [Fact]
    public async Task Login_Refused_IsNotTriedAgainUntilAPersonAsks()
    {
        using ThorSession user = With(new ThorLogin(null, "ann", "CANARY-wrong-password"));
        for (int attempt = 0; attempt < 3; attempt++)
        {
            UpstreamException failure = await Assert.ThrowsAsync<UpstreamException>(() => ThorPages.ReadAsync(user, ThorModules.ListPath, null, Cancel));
            Assert.Equal(UpstreamFault.Unauthorized, failure.Fault);
            Assert.DoesNotContain("CANARY", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, thor.Logins);
    }

    [Theory]
    [InlineData("""{"VALKYR_AUTH":"T"}""", null)]
    [InlineData("""{"data":{"jwtSession":"T"}}""", null)]
    [InlineData("{}", "Set-Cookie: jwtSession=T; HttpOnly")]
    [InlineData("", "Authorization: Bearer T")]
    [InlineData("", "VALKYR_AUTH: T")]
    public async Task Login_TokenWhereverServersPutIt_IsFound(string body, string? header)
    {
        thor.Valid = "T";
        thor.Before = (context, _) =>
        {
            if (context.Request.Path != "/v1/auth/login")
                return Task.FromResult(false);
            if (header?.Split(": ") is [var name, var value])
                context.Response.Headers[name] = value;
            return ThorDouble.AnswerAsync(context, 200, body);
        };
        using ThorSession user = With(new ThorLogin(null, "ann", ThorDouble.Password));
        Assert.Empty((await ThorPages.ReadAsync(user, ThorModules.ListPath, null, Cancel)).Rows);
    }

    [Fact]
    public async Task Tenant_InTheToken_IsNamed()
    {
        string claims = Convert.ToBase64String("""{"sub":"ann","tenantId":"t-77"}"""u8).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        thor.Valid = $"eyJhbGciOiJub25lIn0.{claims}.x";
        using ThorSession user = With(new ThorLogin(thor.Valid, null, null));
        await ThorPages.ReadAsync(user, ThorModules.ListPath, null, Cancel);
        Assert.Equal("t-77", thor.Requests[0].Headers["X-Tenant-Id"]);
    }

    private static ThorAccountValues Values(params (string Name, string? Value)[] fields) => new() { Name = "SLACK", Fields = fields.ToDictionary(field => field.Name, field => field.Value) };

    private ThorSession With(ThorLogin login) => new(wire, ThorAddress.Parse(thor.Url.AbsoluteUri + "v1/"), login, new ManualTime());
}
