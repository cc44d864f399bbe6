using System.Reflection;
using System.Text.Json;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IntegrationHost.Core.Tests.Storage;

/// <summary>
/// Small stores as each released version left them: database, ring, key file, and what is in them. They are kept for ever: a store of any of them must
/// open. With WRITE_RELEASED_STORE=NAME the tests add one of the present schema instead of reading.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal static class ReleasedStores
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerFile | UnixFileMode.UserExecute;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    private static readonly string Directory = typeof(ReleasedStores).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "ReleasedStores").Value!;

    public static IEnumerable<string> Names => System.IO.Directory.EnumerateDirectories(Directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Whether the newest is of the present schema, so that nothing is migrated.</summary>
    public static bool LastIsPresent => Schemas[^1] == Names.Last();

    /// <summary>Puts a copy where a host will open it; returns the secrets that it must give.</summary>
    public static IReadOnlyList<ReleasedSecret> CopyTo(string name, HostPaths paths)
    {
        string from = Path.Combine(Directory, name);
        foreach (string directory in new[] { paths.DataDirectory, paths.ConfigDirectory, Path.GetDirectoryName(paths.KeyFilePath)! })
            System.IO.Directory.CreateDirectory(directory, OwnerDirectory);
        foreach ((string file, string to) in new[] { ("store.db", paths.DatabasePath), ("keyring.json", paths.KeyRingPath), ("store.key", paths.KeyFilePath) })
        {
            File.Copy(Path.Combine(from, file), to, overwrite: true);
            File.SetUnixFileMode(to, OwnerFile);
        }

        // The first releases had none.
        if (File.Exists(Path.Combine(from, "audit.anchor")))
        {
            File.Copy(Path.Combine(from, "audit.anchor"), paths.AuditAnchorPath, overwrite: true);
            File.SetUnixFileMode(paths.AuditAnchorPath, OwnerFile);
        }

        return JsonSerializer.Deserialize<IReadOnlyList<ReleasedSecret>>(File.ReadAllText(Path.Combine(from, "secrets.json")))!;
    }

    /// <summary>Every schema that there was, the oldest first.</summary>
    public static IReadOnlyList<string> Schemas => [.. typeof(HostStore).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Brings a copied store to another schema by the migrations themselves, up or down, without a host.</summary>
    public static async Task MigrateAsync(HostPaths paths, string schema, CancellationToken cancellationToken)
    {
        string connection = HostDatabase.ConnectionString(paths.DatabasePath) + ";Pooling=False";
        await using HostDbContext context = new(HostDatabase.Options(connection, SqliteTuning.Default, new WriteGate()));
        await context.GetService<IMigrator>().MigrateAsync(schema, cancellationToken);
    }

    /// <summary>Adds accounts to a copied store as its version would have written them: by SQL, since that version's code is gone.</summary>
    public static async Task AddAccountsAsync(HostPaths paths, int count, CancellationToken cancellationToken)
    {
        FoundRing found = await KeyRingStore.UnlockAsync(paths, KeyRingFile.Read(paths.KeyRingPath), new StoreOpening(), cancellationToken);
        using KeyRing keys = KeyRing.FromBlob(found.Document.VaultId, KeyRingSeal.OpenRing(found.Document, found.RingKey)!)!;
        SecretBox box = new(keys);
        await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = paths.DatabasePath, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using SqliteTransaction transaction = connection.BeginTransaction();
        string policy = (string)(await ScalarAsync(connection, "SELECT EgressPolicy FROM accounts LIMIT 1"))!;
        string columns = (string)(await ScalarAsync(connection, "SELECT group_concat(name, ', ') FROM pragma_table_info('accounts') WHERE name NOT IN ('Id', 'Name', 'EarnedVerdictId', 'LastVerdictId')"))!;
        for (int index = 0; index < count; index++)
        {
            Guid id = Guid.NewGuid();
            string key = id.ToString().ToUpperInvariant();
            long version = (long)(await ScalarAsync(connection, "SELECT CredentialVersion FROM accounts LIMIT 1"))!;
            await ScalarAsync(connection, $"INSERT INTO accounts (Id, Name, {columns}) SELECT '{key}', 'MORE_{index}', {columns} FROM accounts LIMIT 1");
            await ScalarAsync(
                connection,
                "INSERT INTO account_secrets (AccountId, FieldKey, Envelope, Version, KeyTerm, UpdatedAt) VALUES ($id, 'token', $envelope, $version, $term, 0)",
                ("$id", key),
                ("$envelope", box.Seal(new SecretPlace(id, "token", version, EgressPolicy.FromText(policy)), $"mgb-{index:x32}")),
                ("$version", version),
                ("$term", keys.CurrentTerm));
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<object?> ScalarAsync(SqliteConnection connection, string statement, params (string Name, object Value)[] parameters)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Writes a store of the present schema, with the made-up world of the tests in it.</summary>
    public static async Task WriteAsync(string name, CancellationToken cancellationToken)
    {
        await using TestStore store = await TestStore.OpenAsync();
        List<ReleasedSecret> secrets = [];
        for (int index = 0; index < 12; index++)
        {
            string token = $"mgb-{index:x4}00000000000000000000000000", signing = $"signing-{index}-EXAMPLE";
            Account account = (await store.Accounts.CreateAsync(
                new AccountDraft
                {
                    ProviderId = "messenger",
                    Name = $"MESSENGER_{index}",
                    Environment = index % 2 == 0 ? "production" : "",
                    Fields = new Dictionary<string, string> { ["token"] = token, ["signingSecret"] = signing, ["workspace"] = $"workspace-{index}" },
                },
                cancellationToken)).Account;
            await store.Verification.VerifyAsync(account.Id, cancellationToken);
            secrets.AddRange([new(account.Id, "token", token), new(account.Id, "signingSecret", signing)]);
        }

        StoredModule module = await store.AddModuleAsync("MessengerPostModule");
        await store.Modules.LinkAsync(secrets[0].AccountId, [module.Id], cancellationToken);
        await store.Roles.CreateAsync("operators", cancellationToken);
        await store.AddActorAsync("alice", "operators");
        await store.Permissions.GrantAsync(SecuredType.Account, secrets[0].AccountId, "alice", Permission.Read | Permission.Execute, cancellationToken);
        await store.Permissions.GrantAsync(SecuredType.Account, secrets[2].AccountId, "operators", Permission.Read, cancellationToken);
        await store.Webhooks.AddAsync("https://hooks.example/integration", [], cancellationToken);
        await store.StopAsync();
        string to = System.IO.Directory.CreateDirectory(Path.Combine(Directory, name)).FullName;
        File.Copy(store.Paths.DatabasePath, Path.Combine(to, "store.db"), overwrite: true);
        File.Copy(store.Paths.KeyRingPath, Path.Combine(to, "keyring.json"), overwrite: true);
        File.Copy(store.Paths.KeyFilePath, Path.Combine(to, "store.key"), overwrite: true);
        File.Copy(store.Paths.AuditAnchorPath, Path.Combine(to, "audit.anchor"), overwrite: true);
        await File.WriteAllTextAsync(Path.Combine(to, "secrets.json"), JsonSerializer.Serialize(secrets, Readable) + "\n", cancellationToken);
        Assert.False(File.Exists(store.Paths.DatabasePath + "-wal"), "The log was not emptied into the database.");
        await store.ReopenAsync();
    }

    /// <summary>One secret of a released store.</summary>
    internal sealed record ReleasedSecret(Guid AccountId, string Field, string Value);
}
