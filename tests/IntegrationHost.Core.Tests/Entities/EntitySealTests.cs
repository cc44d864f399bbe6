using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Tests.Entities;

public sealed class EntitySealTests
{
    private const string Value = "keyvalue-sealed-EXAMPLE";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecureProperty_IsOnDiskOnlySealed_AndOpensToWhatWasGiven()
    {
        await using TestStore store = await TestStore.OpenAsync();
        EntityService entities = new(store.Store, store.Time);
        StoredEntity key = await AddAsync(entities);
        await entities.PatchAsync(EntityTypes.SecureKey, key.Id, new JsonObject { ["notes"] = "n" }, Cancel);

        using SecretText? opened = new EntitySeal(store.Store.Keys).Open(await RowAsync(store, key.Id), "keyValue");

        Assert.Equal(Value, opened!.Reveal().ToString());
        foreach (string file in Directory.GetFiles(store.Paths.DataDirectory, "integration-host.db*"))
            Assert.DoesNotContain("keyvalue-sealed", Encoding.Latin1.GetString(await ReadAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotationOfTheDataKey_SealsItAnew_SoThatTheOldKeyCanGo()
    {
        await using TestStore store = await TestStore.OpenAsync();
        StoredEntity key = await AddAsync(new EntityService(store.Store, store.Time));
        KeyRotation rotation = new(store.Store, store.Time);
        uint before = SecretBox.TermOf((await RowAsync(store, key.Id)).Secrets[0].Envelope);

        await rotation.StartAsync(Cancel);
        await rotation.WhenIdleAsync();
        await rotation.DestroyTermAsync(before, despiteBackups: false, Cancel);

        EntityRow row = await RowAsync(store, key.Id);
        using SecretText? opened = new EntitySeal(store.Store.Keys).Open(row, "keyValue");
        Assert.NotEqual(before, SecretBox.TermOf(row.Secrets[0].Envelope));
        Assert.Equal(Value, opened!.Reveal().ToString());
    }

    [Fact]
    public async Task OldKey_StaysWhileAnEntityNeedsIt()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await AddAsync(new EntityService(store.Store, store.Time));
        uint before = store.Store.Keys.CurrentTerm;
        store.Store.Ring!.AddTerm();

        await Assert.ThrowsAsync<ConflictException>(() => new KeyRotation(store.Store, store.Time).DestroyTermAsync(before, despiteBackups: false, Cancel));
    }

    [Fact]
    public async Task SealOfOneEntity_DoesNotOpenInAnother()
    {
        await using TestStore store = await TestStore.OpenAsync();
        EntityService entities = new(store.Store, store.Time);
        StoredEntity one = await AddAsync(entities);
        StoredEntity two = await AddAsync(entities);
        EntityRow row = await RowAsync(store, one.Id);
        row.Secrets[0].Envelope = (await RowAsync(store, two.Id)).Secrets[0].Envelope;

        Assert.Throws<SecretDamagedException>(() => new EntitySeal(store.Store.Keys).Open(row, "keyValue"));
    }

    [Fact]
    public async Task PlainTextInTheSecretsTable_IsRefusedByTheDatabase()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await AddAsync(new EntityService(store.Store, store.Time));

        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => store.SqlAsync("UPDATE entity_secrets SET Envelope = 'plain-EXAMPLE'"));
    }

    [Fact]
    public async Task DeletedForGood_ItsSealedBytesLeaveTheFile()
    {
        await using TestStore store = await TestStore.OpenAsync();
        EntityService entities = new(store.Store, store.Time);
        StoredEntity key = await AddAsync(entities);
        byte[] envelope = (await RowAsync(store, key.Id)).Secrets[0].Envelope;

        await entities.DeleteAsync(EntityTypes.SecureKey, key.Id, trash: false, cascade: true, Cancel);

        foreach (string file in Directory.GetFiles(store.Paths.DataDirectory, "integration-host.db*"))
            Assert.Equal(-1, (await ReadAsync(file)).AsSpan().IndexOf(envelope));
    }

    private static Task<StoredEntity> AddAsync(EntityService entities) => entities.CreateAsync(
        EntityTypes.SecureKey, new JsonObject { ["algorithm"] = "AES", ["version"] = "1", ["keyValue"] = Value, ["status"] = "ACTIVE" }, Cancel);

    private static async Task<EntityRow> RowAsync(TestStore store, Guid id)
    {
        await using HostDbContext context = await store.Store.Contexts.CreateDbContextAsync(Cancel);
        return await context.Entities.AsNoTracking().Include(row => row.Secrets).SingleAsync(row => row.Id == id, Cancel);
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Cancel);
        return bytes;
    }
}
