using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Api.Tests.Hosting;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;

namespace IntegrationHost.Api.Tests.Access;

/// <summary>Logging in as ThorAPI's clients do.</summary>
public sealed class LoginTests : ApiTest
{
    private const string Password = "correct horse battery EXAMPLE";

    [Fact]
    public async Task Login_AnswersAsThorApi_AndItsTokenIsABearerToken()
    {
        AccountSummary account = await Api.AddAccountAsync("ACME", "ak_one", Cancel);
        string id = await AddAsync("ops");
        await Api.GrantAsync(SecuredType.Account, account.Id, "ops", "READ", Cancel);

        JsonObject answer = await LogInAsync("OPS", Password);

        Assert.Equal(["token", "authenticatedPrincipal"], answer.Select(property => property.Key));
        Assert.Equal((id, "ops"), ((string?)answer["authenticatedPrincipal"]!["id"], (string?)answer["authenticatedPrincipal"]!["username"]));
        JsonObject claims = Claims((string)answer["token"]!);
        Assert.Equal(("ops", "ops", id, "access", "valkyrai-api"), ((string?)claims["sub"], (string?)claims["username"], (string?)claims["principalId"], (string?)claims["tokenType"], (string?)claims["aud"]));
        Assert.NotNull(claims["jti"]);
        Assert.Equal(3600, (long)claims["exp"]! - (long)claims["iat"]!);

        using HttpClient bearer = RunningApi.OverSocket(Api.Options.SocketPath, (string)answer["token"]!);
        Assert.Single(JsonNode.Parse(await bearer.GetStringAsync("/v1/IntegrationAccount", Cancel))!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await bearer.GetAsync("/api/audit", Cancel)).StatusCode);
        Assert.Contains(await Api.Client.GetAuditAsync(null, 100, Cancel), happened => happened is { Action: "auth.login", Result: "ok", Actor: "anonymous" } && happened.ObjectId == id);
    }

    [Fact]
    public async Task Login_WhateverIsWrong_Is401InTheSameWords()
    {
        await AddAsync("ops");
        string off = await AddAsync("off");
        await Api.Client.ChangePrincipalAsync(off, new PrincipalRequest { Enabled = false }, Cancel);
        await Api.Client.CreatePrincipalAsync(new PrincipalRequest { Username = "program" }, Cancel);
        HashSet<string> bodies = [];
        foreach ((string name, string password) in new[] { ("ops", "wrong"), ("nobody", Password), ("off", Password), ("program", Password), ("ops", new string('x', 5000)), ("", ""), ("ops'--", "x\0y") })
        {
            using HttpResponseMessage response = await PostAsync(name, password);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            JsonObject body = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsObject();
            Assert.Equal(["error", "message", "status", "timestamp"], body.Select(property => property.Key).Order());
            body.Remove("timestamp");
            bodies.Add(body.ToJsonString());
        }

        Assert.Single(bodies);
        Assert.Equal("Unauthorized", (string?)JsonNode.Parse(bodies.Single())!["error"]);
    }

    [Fact]
    public async Task Login_UnknownName_TakesAsLongAsAWrongPassword()
    {
        await AddAsync("ops");
        (await PostAsync("ops", "warm up")).Dispose();
        TimeSpan wrong = await TimeAsync("ops");
        TimeSpan unknown = await TimeAsync("nobody");

        // Without the same work it would be a hundredth.
        Assert.True(unknown > wrong / 4, $"unknown name {unknown.TotalMilliseconds:F0} ms, wrong password {wrong.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public async Task Login_TriedTooOften_Is429_KnownNameOrNot()
    {
        await AddAsync("ops");
        foreach (string name in new[] { "ops", "nobody" })
        {
            HttpStatusCode last = HttpStatusCode.OK;
            for (int attempt = 0; attempt < 12 && last != HttpStatusCode.TooManyRequests; attempt++)
            {
                using HttpResponseMessage response = await PostAsync(name, "wrong");
                last = response.StatusCode;
                Assert.True(last is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests);
                Assert.Equal(last == HttpStatusCode.TooManyRequests, response.Headers.RetryAfter is not null);
            }

            Assert.Equal(HttpStatusCode.TooManyRequests, last);
        }
    }

    [Fact]
    public async Task Token_OfADisabledPrincipalOrRevokedOrForged_IsRefused()
    {
        string id = await AddAsync("ops");
        string token = (string)(await LogInAsync("ops", Password))["token"]!;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        string[] parts = token.Split('.');
        JsonObject claims = Claims(token);
        claims["roles"] = new JsonArray("ADMIN");
        string forged = Encode(claims.ToJsonString());
        foreach (string bad in new[]
        {
            $"{parts[0]}.{forged}.{parts[2]}", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{forged}.", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}",
            $"{parts[0]}.{parts[1]}.{parts[2]}x", "eyJ.eyJ.eyJ", "eyJ" + new string('a', 5000) + ".b.c",
        })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bad));
        }

        await Api.Client.ChangePrincipalAsync(id, new PrincipalRequest { Enabled = false }, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
        await Api.Client.ChangePrincipalAsync(id, new PrincipalRequest { Enabled = true }, Cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));

        await Api.Client.RevokeTokenAsync((string)claims["jti"]!, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task Password_NewOrRemoved_EndsTheLogins_AndIsNowhere()
    {
        string id = await AddAsync("ops");
        string token = (string)(await LogInAsync("ops", Password))["token"]!;
        const string Next = "another horse entirely EXAMPLE";
        await Api.Client.SetPasswordAsync(id, new PasswordRequest(Next), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
        using (HttpResponseMessage old = await PostAsync("ops", Password))
            Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);

        token = (string)(await LogInAsync("ops", Next))["token"]!;
        await Api.Client.RemovePasswordAsync(id, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
        using (HttpResponseMessage gone = await PostAsync("ops", Next))
            Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);

        foreach (string file in Directory.EnumerateFiles(Api.Options.Paths.DataDirectory, "*.db*"))
        {
            string text = Encoding.Latin1.GetString(await ReadAsync(file));
            Assert.DoesNotContain(Next, text, StringComparison.Ordinal);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    public async Task Password_TooShort_Is422AndNotRepeated(string password)
    {
        string id = (await Api.Client.CreatePrincipalAsync(new PrincipalRequest { Username = "ops" }, Cancel)).Id;
        HostApiException refused = await Assert.ThrowsAsync<HostApiException>(() => Api.Client.SetPasswordAsync(id, new PasswordRequest(password), Cancel));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True(password.Length == 0 || !refused.Message.Contains(password, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "username": "ops" }""")]
    [InlineData("""{ "username": "ops", "password": null }""")]
    [InlineData("""{ "username": 7, "password": "hunter2EXAMPLE" }""")]
    [InlineData("""{ "username": "ops", "password": "hunter2EXAMPLE", "password": "b" }""")]
    [InlineData("hunter2EXAMPLE")]
    public async Task Login_BodyOfAnotherForm_Is400AndNotRepeated(string body)
    {
        JsonNode answer = (await Api.SendAsync(HttpMethod.Post, "/v1/auth/login", body, HttpStatusCode.BadRequest, Cancel))!;
        Assert.DoesNotContain("hunter2", answer.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<string> AddAsync(string name)
    {
        string id = (await Api.Client.CreatePrincipalAsync(new PrincipalRequest { Username = name }, Cancel)).Id;
        await Api.Client.SetPasswordAsync(id, new PasswordRequest(Password), Cancel);
        return id;
    }

    private async Task<JsonObject> LogInAsync(string name, string password)
    {
        using HttpResponseMessage response = await PostAsync(name, password);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsObject();
    }

    private async Task<HttpResponseMessage> PostAsync(string name, string password)
    {
        using HttpClient nobody = RunningApi.OverSocket(Api.Options.SocketPath, token: null);
        using var content = new StringContent(new JsonObject { ["username"] = name, ["password"] = password }.ToJsonString(), Encoding.UTF8, "application/json");
        return await nobody.PostAsync("/v1/auth/login", content, Cancel);
    }

    private async Task<TimeSpan> TimeAsync(string name)
    {
        TimeSpan least = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            long begin = Stopwatch.GetTimestamp();
            (await PostAsync(name, "wrong")).Dispose();
            TimeSpan took = Stopwatch.GetElapsedTime(begin);
            least = took < least ? took : least;
        }

        return least;
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using HttpClient http = RunningApi.OverSocket(Api.Options.SocketPath, token: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/status");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using MemoryStream copy = new();
        await stream.CopyToAsync(copy, Cancel);
        return copy.ToArray();
    }

    private static JsonObject Claims(string token) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]))!.AsObject();

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
