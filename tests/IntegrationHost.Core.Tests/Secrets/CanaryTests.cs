using System.Text;
using IntegrationHost.Canaries;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Secrets;

/// <summary>Planted secrets are looked for, in many encodings, in every file of a store that is in use.</summary>
public sealed class CanaryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_OfAStoreInUse_HoldNoSecretInAnyEncoding()
    {
        await using TestStore store = await TestStore.OpenAsync();
        List<string> canaries = [];
        for (int index = 0; index < 25; index++)
        {
            string token = $"mgb-{Guid.NewGuid():N}", signing = $"canary{Guid.NewGuid():N}", replaced = $"mgb-{Guid.NewGuid():N}";
            canaries.AddRange([token, signing, replaced]);
            Account account = (await store.Accounts.CreateAsync(
                new AccountDraft { ProviderId = "messenger", Name = $"A{index}", Fields = new Dictionary<string, string> { ["token"] = replaced, ["signingSecret"] = signing, ["workspace"] = $"plain-{index}-control" } },
                Token)).Account;
            await store.Accounts.ChangeAsync(account.Id, new AccountChange { Fields = new Dictionary<string, string?> { ["token"] = token } }, Token);
            await store.Verification.VerifyAsync(account.Id, Token);
        }

        AssertAbsent(store, canaries);
        await store.StopAsync();
        AssertAbsent(store, canaries);
        await store.StartAsync();
    }

    [Fact]
    public async Task DeleteAsync_Account_LeavesNoSealedBytesInTheFiles()
    {
        await using TestStore store = await TestStore.OpenAsync();
        List<byte[]> envelopes = [];
        List<Guid> ids = [];
        for (int index = 0; index < 20; index++)
            ids.Add((await store.AddMessengerAsync($"A{index}")).Id);
        await using (Core.Storage.HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Token))
            envelopes.AddRange(context.Secrets.Select(secret => secret.Envelope));
        Assert.Equal(20, envelopes.Count);
        Assert.All(envelopes, envelope => Assert.True(IsInFiles(store, envelope)));

        foreach (Guid id in ids)
            await store.Accounts.DeleteAsync(id, Token);

        Assert.All(envelopes, envelope => Assert.False(IsInFiles(store, envelope)));
    }

    private static void AssertAbsent(TestStore store, List<string> canaries)
    {
        Assert.True(IsInFiles(store, Encoding.UTF8.GetBytes("plain-24-control")));
        Assert.Empty(CanarySearch.Find(canaries, [], Path.GetDirectoryName(store.Paths.DataDirectory)));
    }

    private static bool IsInFiles(TestStore store, byte[] bytes) => Directory
        .EnumerateFiles(Path.GetDirectoryName(store.Paths.DataDirectory)!, "*", SearchOption.AllDirectories)
        .Where(path => path != store.Paths.LockPath)
        .Any(path => ReadShared(path).AsSpan().IndexOf(bytes) >= 0);

    private static byte[] ReadShared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
