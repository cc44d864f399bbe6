using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>R-09: a store of every released schema opens, gives every secret, and its trail is whole.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ReleasedStoreTests
{
    // From here on the trail has an anchor and rows have their keyed hashes.
    private const string AccessAndAudit = "20261126150243_AccessAndAudit";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. ReleasedStores.Names];

    public static TheoryData<string> Schemas => [.. ReleasedStores.Schemas];

    public static TheoryData<string> LaterSchemas => [.. ReleasedStores.Schemas.Where(schema => string.CompareOrdinal(schema, AccessAndAudit) >= 0)];

    [Fact]
    public async Task Write_WhenAskedTo_AddsAStoreOfThePresentSchema()
    {
        string? name = Environment.GetEnvironmentVariable("WRITE_RELEASED_STORE");
        Assert.SkipWhen(name is null, "Only with WRITE_RELEASED_STORE=NAME.");
        await ReleasedStores.WriteAsync(name!, Token);
    }

    [Fact]
    public void PresentSchema_HasAStore() => Assert.True(
        ReleasedStores.LastIsPresent, "The newest schema has no store in Storage/Released. Write one before it is released: WRITE_RELEASED_STORE, named like its migration.");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Open_StoreOfAReleasedVersion_GivesEverySecret(string name)
    {
        using TestDirectory directory = new();
        IReadOnlyList<ReleasedStores.ReleasedSecret> secrets = ReleasedStores.CopyTo(name, directory.Paths);

        await AssertWholeAsync(directory.Paths, secrets, permissions: name != ReleasedStores.Names.First());
    }

    /// <summary>What the first release wrote, as a host of each later schema left it.</summary>
    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Open_FirstStoreBroughtToASchema_GivesEverySecret(string schema)
    {
        using TestDirectory directory = new();
        IReadOnlyList<ReleasedStores.ReleasedSecret> secrets = ReleasedStores.CopyTo(ReleasedStores.Names.First(), directory.Paths);
        await ReleasedStores.MigrateAsync(directory.Paths, schema, Token);

        await AssertWholeAsync(directory.Paths, secrets, permissions: false);
    }

    /// <summary>What the newest release wrote, with its permissions and its trail, taken back to each schema that had them.</summary>
    [Theory]
    [MemberData(nameof(LaterSchemas))]
    public async Task Open_NewestStoreTakenBackToASchema_GivesEverySecret(string schema)
    {
        using TestDirectory directory = new();
        IReadOnlyList<ReleasedStores.ReleasedSecret> secrets = ReleasedStores.CopyTo(ReleasedStores.Names.Last(), directory.Paths);
        await ReleasedStores.MigrateAsync(directory.Paths, schema, Token);

        await AssertWholeAsync(directory.Paths, secrets, permissions: true);
    }

    private static async Task AssertWholeAsync(HostPaths paths, IReadOnlyList<ReleasedStores.ReleasedSecret> secrets, bool permissions)
    {
        await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, Token);
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        Assert.Equal(12, (await accounts.ListAsync(Token)).Count);
        int opened = 0;
        foreach (ReleasedStores.ReleasedSecret secret in secrets)
        {
            CredentialAccess access = await accounts.OpenCredentialAsync(secret.AccountId, Token);
            using SecretText? text = await access.Source.ReadAsync(secret.Field, Token);
            Assert.Equal(secret.Value, new string(text!.Reveal()));
            opened++;
        }

        Assert.Equal(24, opened);
        AuditReport report = await new AuditService(store).VerifyAsync(1, long.MaxValue, null, Token);
        Assert.Equal(AuditVerdict.Intact, report.Verdict);
        Assert.Empty(report.Tampered);
        Assert.Empty(report.Damaged);
        Assert.False(report.Recounted);
        if (!permissions)
            return;

        Assert.True(report.Rows > 24);
        Assert.Single(await new TokenService(store, TimeProvider.System).ListAsync(Token));
        Assert.Equal(["operators"], (await new PrincipalService(store, TimeProvider.System).ListAsync(Token)).Single(principal => principal.Username == "alice").Roles);
    }
}
