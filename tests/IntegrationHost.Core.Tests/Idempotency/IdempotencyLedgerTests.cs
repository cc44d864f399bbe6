using IntegrationHost.Core.Idempotency;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Idempotency;

public sealed class IdempotencyLedgerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claim_IsNewOnce_ThenInFlight_ThenDone()
    {
        await using TestStore store = await TestStore.OpenAsync();
        IdempotencyLedger ledger = new(store.Store, store.Time);

        IdempotencyClaim first = await ClaimAsync(ledger);
        IdempotencyClaim second = await ClaimAsync(ledger);
        await ledger.CompleteAsync(first, new IdempotentAnswer(201, "application/json", "/here", "{}"u8.ToArray()));
        IdempotencyClaim third = await ClaimAsync(ledger);

        Assert.Equal((IdempotencyState.New, IdempotencyState.InFlight, IdempotencyState.Done), (first.State, second.State, third.State));
        Assert.Equal((201, "application/json", "/here", "{}"), (third.Answer!.Status, third.Answer.ContentType, third.Answer.Location, System.Text.Encoding.UTF8.GetString(third.Answer.Body.Span)));
    }

    [Fact]
    public async Task Claim_OfAHostThatWasKilled_IsResumedWithTheSameThing_AndAnotherBodyIsNot()
    {
        await using TestStore store = await TestStore.OpenAsync();
        IdempotencyClaim before = await ClaimAsync(new IdempotencyLedger(store.Store, store.Time));
        await store.ReopenAsync();
        IdempotencyLedger after = new(store.Store, store.Time);

        IdempotencyClaim other = await ClaimAsync(after, body: "other");
        IdempotencyClaim resumed = await ClaimAsync(after);
        IdempotencyClaim again = await ClaimAsync(after);

        Assert.Equal((IdempotencyState.OtherBody, IdempotencyState.Resumed, IdempotencyState.InFlight), (other.State, resumed.State, again.State));
        Assert.Equal(before.ThingId, resumed.ThingId);
    }

    [Fact]
    public async Task Claim_IsForgottenAfterADay_OrWhenReleased()
    {
        await using TestStore store = await TestStore.OpenAsync();
        IdempotencyLedger ledger = new(store.Store, store.Time);
        await ledger.CompleteAsync(await ClaimAsync(ledger), new IdempotentAnswer(204, null, null, default));
        await ledger.ReleaseAsync(await ClaimAsync(ledger, key: "k2"));

        Assert.Equal(IdempotencyState.New, (await ClaimAsync(ledger, key: "k2")).State);
        store.Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(IdempotencyState.Done, (await ClaimAsync(ledger)).State);
        store.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(IdempotencyState.New, (await ClaimAsync(ledger)).State);
    }

    [Fact]
    public async Task Claims_OfOtherCallersAndAddresses_AreApart()
    {
        await using TestStore store = await TestStore.OpenAsync();
        IdempotencyLedger ledger = new(store.Store, store.Time);

        IdempotencyClaim[] claims =
        [
            await ClaimAsync(ledger),
            await ledger.ClaimAsync("other", "POST /here", "k1", "body"u8.ToArray(), Cancel),
            await ledger.ClaimAsync("caller", "POST /there", "k1", "body"u8.ToArray(), Cancel),
        ];

        Assert.All(claims, claim => Assert.Equal(IdempotencyState.New, claim.State));
        Assert.Equal(3, claims.Select(claim => claim.ThingId).Distinct().Count());
    }

    private static Task<IdempotencyClaim> ClaimAsync(IdempotencyLedger ledger, string key = "k1", string body = "body") =>
        ledger.ClaimAsync("caller", "POST /here", key, System.Text.Encoding.UTF8.GetBytes(body), Cancel);
}
