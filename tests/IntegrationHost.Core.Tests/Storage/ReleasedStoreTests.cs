using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>R-09: a store of every released version opens, and gives every secret.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ReleasedStoreTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. ReleasedStores.Names];

    [Fact]
    public async Task Write_WhenAskedTo_AddsAStoreOfThePresentSchema()
    {
        string? name = Environment.GetEnvironmentVariable("WRITE_RELEASED_STORE");
        Assert.SkipWhen(name is null, "Only with WRITE_RELEASED_STORE=NAME.");
        await ReleasedStores.WriteAsync(name!, Token);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Open_StoreOfAReleasedVersion_GivesEverySecret(string name)
    {
        using TestDirectory directory = new();
        IReadOnlyList<ReleasedStores.ReleasedSecret> secrets = ReleasedStores.CopyTo(name, directory.Paths);
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        int opened = 0;
        foreach (ReleasedStores.ReleasedSecret secret in secrets)
        {
            CredentialAccess access = await accounts.OpenCredentialAsync(secret.AccountId, Token);
            using SecretText? text = await access.Source.ReadAsync(secret.Field, Token);
            Assert.Equal(secret.Value, new string(text!.Reveal()));
            opened++;
        }

        Assert.Equal(24, opened);
    }
}
