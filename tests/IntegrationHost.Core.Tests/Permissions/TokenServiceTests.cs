using System.Diagnostics;
using System.Text;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Permissions;

public sealed class TokenServiceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Text_HasPrefixIdRandomAndCheckedTail()
    {
        string token = TokenText.Create();
        Assert.Matches("^ihp_[0-9A-Za-z]{6}[0-9A-Za-z_-]{43}[0-9A-Za-z]{6}$", token);
        Assert.True(TokenText.TryRead(token, out string id));
        Assert.Equal(token[4..10], id);
        for (int place = 0; place < token.Length; place++)
            Assert.False(TokenText.TryRead(token[..place] + (token[place] == 'A' ? 'B' : 'A') + token[(place + 1)..], out _));
    }

    [Fact]
    public async Task Token_IsStoredAsAKeyedHashOnly()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (_, string token) = await store.AddActorAsync("alice");
        byte[] secret = Encoding.ASCII.GetBytes(token[10..53]);
        await store.StopAsync();
        Assert.All(Directory.EnumerateFiles(store.Paths.DataDirectory), path => Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf(secret)));
        await store.StartAsync();
    }

    [Fact]
    public async Task Token_Expires_IsRevoked_AndItsPrincipalIsDisabled_EachAtOnce()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, string token) = await store.AddActorAsync("alice");
        async Task<string> Reason() => (await store.Tokens.AuthenticateAsync(token, Cancel)) is { Actor: null } refused ? refused.Reason : "";
        Assert.Equal("", await Reason());

        await store.Principals.ChangeAsync(alice.PrincipalId, null, null, enabled: false, Cancel);
        Assert.Equal("principal disabled", await Reason());
        await store.Principals.ChangeAsync(alice.PrincipalId, null, null, enabled: true, Cancel);

        store.Time.Advance(TimeSpan.FromDays(TokenService.UsualDays) - TimeSpan.FromSeconds(1));
        Assert.Equal("", await Reason());
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("expired", await Reason());
        store.Time.Advance(-TimeSpan.FromDays(1));

        await store.Tokens.RevokeAsync(token[4..10], Cancel);
        Assert.Equal("revoked", await Reason());
        await store.ReopenAsync();
        Assert.Equal("revoked", await Reason());
    }

    [Fact]
    public async Task Guesses_100000_NoneIsLetIn()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (_, string token) = await store.AddActorAsync("alice");
        int hits = 0;
        for (int guess = 0; guess < 100_000; guess++)
        {
            // Most have not even the form; each fiftieth is whole and has an id that exists or does not.
            string text = guess % 50 == 0 ? WithId(TokenText.Create(), guess % 100 == 0 ? token[4..10] : null) : TokenText.Create()[..^1] + "~";
            hits += (await store.Tokens.AuthenticateAsync(text, Cancel)).Actor is null ? 0 : 1;
        }

        Assert.Equal(0, hits);
        Assert.NotNull((await store.Tokens.AuthenticateAsync(token, Cancel)).Actor);
    }

    [Fact]
    public async Task WrongTokens_TakeAsLongWhereverTheyDiffer()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (_, string token) = await store.AddActorAsync("alice");
        string early = WithBody(token, 0), late = WithBody(token, 42);
        double best = double.MaxValue;

        // The machine does other things, too: one quiet round of three will do, and a leak would show in all.
        for (int round = 0; round < 3 && best >= 4.5; round++)
        {
            List<double> first = [], second = [];
            for (int pair = 0; pair < 2000; pair++)
            {
                first.Add(await MeasureAsync(store, early));
                second.Add(await MeasureAsync(store, late));
            }

            best = Math.Min(best, Math.Abs(Welch(Trim(first), Trim(second))));
        }

        TestContext.Current.SendDiagnosticMessage($"Welch t of a wrong first against a wrong last character: {best:F2}.");
        Assert.True(best < 4.5, $"Welch t is {best:F2}.");
    }

    [Fact]
    public async Task Create_BeyondTheMakersRights_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, _) = await store.AddActorAsync("alice");
        await store.AddActorAsync("bob");
        Actor narrow = alice with { Scopes = [Scopes.TokensAdmin, Scopes.AccountsRead], ExpiresAt = store.Time.GetUtcNow().AddDays(3) };
        Task<ApiTokenCreated> Make(Actor maker, string? user, string scope, int? days) => TestStore.AsAsync(maker, () => store.Tokens.CreateAsync("t", user, [scope], days, Cancel));

        await Assert.ThrowsAsync<AccessDeniedException>(() => Make(narrow, null, Scopes.AccountsWrite, 1));
        await Assert.ThrowsAsync<AccessDeniedException>(() => Make(narrow, "bob", Scopes.AccountsRead, 1));
        Assert.Equal(narrow.ExpiresAt, (await Make(narrow, null, Scopes.AccountsRead, 30)).Token.ExpiresAt);
        foreach (int days in (int[])[0, -1, 366, int.MaxValue])
            await Assert.ThrowsAsync<InvalidInputException>(() => Make(alice, null, Scopes.AccountsRead, days));
        await Assert.ThrowsAsync<InvalidInputException>(() => Make(alice, null, "accounts:everything", 1));
        await Assert.ThrowsAsync<InvalidInputException>(() => Make(Actor.Local(store.Store.LocalOperatorId), null, Scopes.AccountsRead, 1));
        await Assert.ThrowsAsync<InvalidInputException>(() => store.Tokens.CreateAsync(TokenText.Create(), "bob", [Scopes.AccountsRead], 1, Cancel));
    }

    [Fact]
    public async Task List_AndRevoke_AreForOnesOwn_UnlessAdmin()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (Actor alice, string aliceToken) = await store.AddActorAsync("alice");
        (Actor bob, _) = await store.AddActorAsync("bob");
        (Actor root, _) = await store.AddActorAsync("root", "ADMIN");

        Assert.Single(await TestStore.AsAsync(alice, () => store.Tokens.ListAsync(Cancel)));
        Assert.Equal(3, (await TestStore.AsAsync(root, () => store.Tokens.ListAsync(Cancel))).Count);
        await Assert.ThrowsAsync<NotFoundException>(() => TestStore.AsAsync(bob, () => store.Tokens.RevokeAsync(aliceToken[4..10], Cancel)));
        await TestStore.AsAsync(root, () => store.Tokens.RevokeAsync(aliceToken[4..10], Cancel));
        Assert.Null((await store.Tokens.AuthenticateAsync(aliceToken, Cancel)).Actor);
    }

    private static string WithId(string token, string? id) => id is null ? token : Tail($"ihp_{id}{token[10..53]}");

    private static string WithBody(string token, int place)
    {
        char[] body = token[..53].ToCharArray();
        body[10 + place] = body[10 + place] == 'A' ? 'B' : 'A';
        return Tail(new string(body));
    }

    private static string Tail(string body)
    {
        const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        uint crc = Core.Secrets.Crc32.Compute(Encoding.ASCII.GetBytes(body));
        char[] tail = new char[6];
        for (int place = 5; place >= 0; place--, crc /= 62)
            tail[place] = Digits[(int)(crc % 62)];
        return body + new string(tail);
    }

    private static async Task<double> MeasureAsync(TestStore store, string token)
    {
        long begin = Stopwatch.GetTimestamp();
        Assert.Null((await store.Tokens.AuthenticateAsync(token, Cancel)).Actor);
        return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
    }

    private static double[] Trim(List<double> times)
    {
        times.Sort();
        return [.. times[..(times.Count * 9 / 10)]];
    }

    private static double Welch(double[] first, double[] second)
    {
        double a = first.Average(), b = second.Average();
        double va = first.Sum(time => (time - a) * (time - a)) / (first.Length - 1), vb = second.Sum(time => (time - b) * (time - b)) / (second.Length - 1);
        return (a - b) / Math.Sqrt((va / first.Length) + (vb / second.Length));
    }
}
