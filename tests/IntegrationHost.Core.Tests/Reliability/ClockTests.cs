using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>R-05: the clock jumps. Nothing that is opened, kept or ordered depends on it.</summary>
public sealed class ClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Moments => ["2026-03-01T13:00:00Z", "2026-03-01T11:00:00Z", "2027-03-01T12:00:00Z", "2025-03-01T12:00:00Z", "1970-01-01T00:00:01Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z"];

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Jump_InTheMiddleOfUse_OpensEverySecretAndKeepsTheOrder(string moment)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account before = await store.AddMessengerAsync("BEFORE");
        await store.Verification.VerifyAsync(before.Id, Token);
        TimeSpan jump = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture) - store.Time.GetUtcNow();
        store.Time.Advance(jump);

        Account after = await store.AddMessengerAsync("AFTER");
        store.Provider.Next = Verdicts.Of(Contracts.Verification.VerdictKind.Insufficient);
        await store.Verification.VerifyAsync(before.Id, Token);
        await store.ReopenAsync();

        foreach (Account account in new[] { before, after })
        {
            using SecretText? text = await (await store.Accounts.OpenCredentialAsync(account.Id, Token)).Source.ReadAsync("token", Token);
            Assert.Equal(TestCatalog.BotToken, new string(text!.Reveal()));
        }

        Assert.Equal(
            [Contracts.Verification.VerdictKind.Insufficient, Contracts.Verification.VerdictKind.Valid],
            (await store.Verification.HistoryAsync(before.Id, 10, Token)).Select(verdict => verdict.Kind));
        Assert.Equal(Contracts.Verification.VerdictKind.Insufficient, (await store.Accounts.FindAsync(before.Id, Token))!.EarnedVerdict!.Kind);
    }

    [Fact]
    public async Task AYearPasses_RotationIsDueAndTheOldTermStillOpens()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync();
        KeyRotation rotation = new(store.Store, store.Time);
        Assert.Null((await rotation.ProgressAsync(Token)).Due);
        store.Time.Advance(KeyRing.SoftAge);
        Assert.Contains("older than 365 days", (await rotation.ProgressAsync(Token)).Due, StringComparison.Ordinal);

        await rotation.ResumeAsync(Token);
        await rotation.WhenIdleAsync();

        RotationProgress after = await rotation.ProgressAsync(Token);
        Assert.Equal((null, RotationState.Finished, 2), (after.Due, after.Last!.State, after.Terms.Count));
        using SecretText? text = await (await store.Accounts.OpenCredentialAsync(account.Id, Token)).Source.ReadAsync("token", Token);
        Assert.Equal(TestCatalog.BotToken, new string(text!.Reveal()));
    }
}
