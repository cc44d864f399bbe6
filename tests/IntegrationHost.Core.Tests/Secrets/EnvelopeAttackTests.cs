using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Secrets;

/// <summary>T02 to T05 with their numbers: moved, flipped, cut, plain and re-aimed envelopes of a real store.</summary>
public sealed class EnvelopeAttackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Swap_EveryPairOfFiftyAccountsTimesThreeFields_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (SecretPlace Place, byte[] Envelope)[] sealedValues = await FillAsync(store, 50);
        Assert.Equal(150, sealedValues.Length);
        SecretBox box = new(store.Store.Keys);
        int swaps = 0, refused = 0;
        foreach ((SecretPlace place, byte[] own) in sealedValues)
        {
            box.Open(place, own).Dispose();
            foreach ((SecretPlace other, byte[] envelope) in sealedValues.Where(other => other.Place != place))
            {
                swaps++;
                refused += Record.Exception(() => box.Open(place, envelope)) is SecretDamagedException ? 1 : 0;
                swaps++;
                refused += Record.Exception(() => box.Open(place with { Version = other.Version }, envelope)) is SecretDamagedException ? 1 : 0;
            }
        }

        Amount.Report($"T02: {swaps} swaps, {refused} refused");
        Assert.Equal((swaps, 150 * 149 * 2), (refused, swaps));
    }

    [Fact]
    public async Task Flip_EachBitOfTwentyEnvelopes_AndEachTruncation_IsRefusedWithOneText()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (SecretPlace Place, byte[] Envelope)[] sealedValues = [.. (await FillAsync(store, 7)).Take(20)];
        Assert.Equal(20, sealedValues.Length);
        SecretBox box = new(store.Store.Keys);
        int flips = 0, cuts = 0;
        foreach ((SecretPlace place, byte[] envelope) in sealedValues)
        {
            string text = new SecretDamagedException(place.AccountId.ToString(), place.FieldKey).Message;
            for (int bit = 0; bit < envelope.Length * 8; bit++, flips++)
            {
                byte[] changed = [.. envelope];
                changed[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Equal(text, Assert.Throws<SecretDamagedException>(() => box.Open(place, changed)).Message);
            }

            for (int length = 0; length < envelope.Length; length++, cuts++)
                Assert.Equal(text, Assert.Throws<SecretDamagedException>(() => box.Open(place, envelope.AsSpan(0, length))).Message);
        }

        Amount.Report($"T03: {flips} flipped bits and {cuts} truncations of 20 envelopes, all refused with one text");
        Assert.True(flips > 15_000);
    }

    [Theory]
    [InlineData("'mgb-0123456789abcdef0123456789abcdef'")]
    [InlineData("''")]
    [InlineData("x''")]
    [InlineData("'P|x'")]
    [InlineData("x'507C78'")]
    [InlineData("7")]
    [InlineData("zeroblob(98)")]
    public async Task Plain_PutInPlaceOfEveryEnvelope_IsRefusedAtReadAndShown(string value)
    {
        await using TestStore store = await TestStore.OpenAsync();
        List<Guid> ids = [];
        for (int index = 0; index < 10; index++)
            ids.Add((await store.AddMessengerAsync($"A{index}")).Id);
        Assert.Equal(10, await store.SqlAsync($"PRAGMA ignore_check_constraints=ON; UPDATE account_secrets SET Envelope = {value}"));

        foreach (Guid id in ids)
        {
            Exception? refusal = await Record.ExceptionAsync(async () => Assert.NotEqual(Contracts.Verification.VerdictKind.Valid, (await store.Verification.VerifyAsync(id, Token)).Kind));
            Assert.True(refusal is null or InvalidCastException, refusal?.ToString());
        }

        Assert.Equal(0, store.Provider.Calls);
        Assert.Equal(10, (await new StoreBackup(store.Store, store.Time).ExamineAsync(Token)).Damaged.Count);
        Assert.All(await store.Accounts.ListAsync(Token), account => Assert.Contains("cannot be opened", account.Problem, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Policy_OfFiftyRowsEditedBySql_SendsNothing()
    {
        await using TestStore store = await TestStore.OpenAsync();
        (string Name, string Edit)[] edits =
        [
            ("host", "BaseUrl = 'https://evil.example/v1'"),
            ("scheme", "BaseUrl = 'http://api.messenger.example/v1'"),
            ("port", "BaseUrl = 'https://api.messenger.example:8443/v1'"),
            ("host and policy", "BaseUrl = 'https://evil.example', EgressPolicy = replace(EgressPolicy, 'api.messenger.example', 'evil.example')"),
            ("placement", "EgressPolicy = replace(EgressPolicy, 'Bearer', 'Header')"),
        ];
        for (int index = 0; index < 50; index++)
            await store.AddMessengerAsync($"A{index:00}");
        Account[] accounts = [.. await store.Accounts.ListAsync(Token)];
        int refused = 0;
        for (int index = 0; index < 50; index++)
        {
            Assert.Equal(1, await store.SqlAsync($"UPDATE accounts SET {edits[index % 5].Edit} WHERE Name = 'A{index:00}'"));
            Exception? refusal = await Record.ExceptionAsync(async () => Assert.Equal("host.secret-damaged", (await store.Verification.VerifyAsync(accounts[index].Id, Token)).RuleId));
            refused += refusal is null or ConflictException ? 1 : 0;
        }

        Amount.Report($"T05: 50 rows edited, {refused} refused, {store.Provider.Calls} calls left the host");
        Assert.Equal((50, 0), (refused, store.Provider.Calls));
    }

    [Fact]
    public void Nonces_OfManySeals_DoNotRepeat()
    {
        int seals = Amount.Of(50_000, 1_000_000);
        using KeyRing ring = KeyRing.Create(Guid.NewGuid().ToString());
        SecretBox box = new(ring);
        SecretPlace place = new(Guid.NewGuid(), "token", 1, EgressPolicy.FromText(""));
        HashSet<(ulong, uint)> nonces = [];
        for (int index = 0; index < seals; index++)
        {
            ReadOnlySpan<byte> nonce = box.Seal(place, "k").AsSpan(SecretBox.HeaderSize, 12);
            nonces.Add((BitConverter.ToUInt64(nonce), BitConverter.ToUInt32(nonce[8..])));
        }

        Amount.Report($"T08: {seals} seals, {seals - nonces.Count} repeated nonces");
        Assert.Equal(seals, nonces.Count);
    }

    /// <summary>Three secrets per account, with the places they are sealed for.</summary>
    private static async Task<(SecretPlace Place, byte[] Envelope)[]> FillAsync(TestStore store, int accounts)
    {
        SecretBox box = new(store.Store.Keys);
        List<(SecretPlace, byte[])> all = [];
        for (int index = 0; index < accounts; index++)
        {
            Account account = (await store.Accounts.CreateAsync(
                new AccountDraft
                {
                    ProviderId = "messenger",
                    Name = $"A{index}",
                    Fields = new Dictionary<string, string> { ["token"] = $"mgb-{index:x32}", ["signingSecret"] = $"signing-{index}-EXAMPLE" },
                },
                Token)).Account;
            await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["accountId"] = $"id-{index}" } }, Token);
        }

        await using HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Token);
        Dictionary<Guid, string> policies = context.Accounts.ToDictionary(row => row.Id, row => row.EgressPolicy);
        all.AddRange(context.Secrets.ToList().Select(row => (new SecretPlace(row.AccountId, row.FieldKey, row.Version, EgressPolicy.FromText(policies[row.AccountId])), row.Envelope)));
        return [.. all];
    }
}
