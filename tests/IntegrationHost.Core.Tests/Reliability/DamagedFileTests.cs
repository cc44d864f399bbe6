using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;
using Microsoft.Data.Sqlite;

namespace IntegrationHost.Core.Tests.Reliability;

/// <summary>R-07 and R-08: pages, header, length and log of the database are damaged behind the host's back. It never gives a wrong secret.</summary>
public sealed class DamagedFileTests
{
    private const int Accounts = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_Damaged_IsReportedOrTellsTheSame()
    {
        int mutations = Amount.Of(120, 500), reported = 0, unchanged = 0, silent = 0, wrongSecrets = 0;
        using TestDirectory directory = new();
        (Dictionary<Guid, string> secrets, string dump) = await FillAsync(directory.Paths);
        byte[] sound = await File.ReadAllBytesAsync(directory.Paths.DatabasePath, Token);
        Random random = new(7);
        for (int mutation = 0; mutation < mutations; mutation++)
        {
            await File.WriteAllBytesAsync(directory.Paths.DatabasePath, Damage(sound, random, mutation % 5), Token);
            File.Delete(directory.Paths.DatabasePath + "-wal");
            File.Delete(directory.Paths.DatabasePath + "-shm");
            (bool told, int wrong, bool same) = await ExamineAsync(directory.Paths, secrets, dump);
            reported += told ? 1 : 0;
            wrongSecrets += wrong;
            unchanged += !told && same ? 1 : 0;
            silent += !told && !same ? 1 : 0;
        }

        Amount.Report($"R-07: {mutations} mutations: {reported} reported, {unchanged} without any effect on what is stored, {silent} changed other columns unnoticed, {wrongSecrets} wrong secrets");
        Assert.Equal(0, wrongSecrets);
        Assert.Equal(mutations, reported + unchanged + silent);
        Assert.True(reported > mutations / 2, "Most damage is not reported.");
        Assert.Equal(0, silent);
    }

    [Fact]
    public async Task Log_CutOrMissingOrOfAnotherStore_NeverGivesAWrongSecret()
    {
        int mutations = Amount.Of(60, 300), lost = 0, wrongSecrets = 0, refused = 0;
        using TestDirectory directory = new();
        using TestDirectory stranger = new();
        byte[] database, log;
        Dictionary<Guid, string> secrets = [];
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token))
        {
            await store.CheckpointAsync(Token);
            await AddAsync(store, secrets, 20);
            database = await File.ReadAllBytesAsync(directory.Paths.DatabasePath, Token);
            log = await File.ReadAllBytesAsync(directory.Paths.DatabasePath + "-wal", Token);
        }

        byte[] strange;
        await using (HostStore store = await HostStore.OpenAsync(stranger.Paths, TimeProvider.System, Token))
        {
            await store.CheckpointAsync(Token);
            await AddAsync(store, [], 20);
            strange = await File.ReadAllBytesAsync(stranger.Paths.DatabasePath + "-wal", Token);
        }

        Random random = new(8);
        for (int mutation = 0; mutation < mutations; mutation++)
        {
            await File.WriteAllBytesAsync(directory.Paths.DatabasePath, database, Token);
            File.Delete(directory.Paths.DatabasePath + "-shm");
            byte[] changed = [.. log];
            switch (mutation % 4)
            {
                case 0:
                    changed = log[..random.Next(log.Length)];
                    break;
                case 1:
                    changed = [];
                    break;
                case 2:
                    changed = strange;
                    break;
                default:
                    changed[random.Next(log.Length)] ^= (byte)(1 << random.Next(8));
                    break;
            }

            await File.WriteAllBytesAsync(directory.Paths.DatabasePath + "-wal", changed, Token);
            try
            {
                await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
                AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
                wrongSecrets += await CountWrongAsync(accounts, secrets);
                lost += (await accounts.ListAsync(Token)).Count < secrets.Count ? 1 : 0;
            }
            catch (StoreException)
            {
                refused++;
            }
        }

        // SQLite takes a log that is cut as the end of what was written; the anchor of the trail knows better, and the host does not start.
        Amount.Report($"R-08: {mutations} mutations of the log: {lost} lost rows, {refused} refused at the start, {wrongSecrets} wrong secrets");
        Assert.Equal(0, wrongSecrets);
        Assert.Equal(0, lost);
        Assert.True(refused > 0, "The mutations did nothing.");
    }

    private static async Task<(Dictionary<Guid, string> Secrets, string Dump)> FillAsync(HostPaths paths)
    {
        Dictionary<Guid, string> secrets = [];
        await using (HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, Token))
            await AddAsync(store, secrets, Accounts);
        return (secrets, await DumpAsync(paths));
    }

    private static async Task AddAsync(HostStore store, Dictionary<Guid, string> secrets, int count)
    {
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        for (int index = 0; index < count; index++)
        {
            AccountDraft draft = AccountLoad.Draft(0, index);
            secrets[(await accounts.CreateAsync(draft, Token)).Account.Id] = draft.Fields["token"];
        }
    }

    private static byte[] Damage(byte[] sound, Random random, int kind)
    {
        byte[] changed = [.. sound];
        int page = random.Next(sound.Length / 4096) * 4096;
        switch (kind)
        {
            case 0:
                Array.Clear(changed, page, 4096);
                break;
            case 1:
                random.NextBytes(changed.AsSpan(page, 4096));
                break;
            case 2:
                random.NextBytes(changed.AsSpan(random.Next(100), 4));
                break;
            case 3:
                return sound[..random.Next(1, sound.Length)];
            default:
                int other = random.Next(sound.Length / 4096) * 4096;
                sound.AsSpan(other, 4096).CopyTo(changed.AsSpan(page));
                break;
        }

        return changed;
    }

    private static async Task<(bool Told, int Wrong, bool Same)> ExamineAsync(HostPaths paths, Dictionary<Guid, string> secrets, string dump)
    {
        int wrong = 0;
        try
        {
            await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, Token);
            StoreReport report = await new StoreBackup(store, TimeProvider.System).ExamineAsync(Token);
            try
            {
                wrong = await CountWrongAsync(new AccountService(store, new TestCatalog(), TimeProvider.System), secrets);
            }
            catch (Exception exception) when (StorageFailure.Find(exception) is not null || exception is FormatException or InvalidCastException or InvalidOperationException)
            {
                // A page that cannot be read: no answer is no wrong answer.
            }

            if (!report.IsSound)
                return (true, wrong, false);
        }
        catch (Exception exception) when (exception is StoreException || StorageFailure.Find(exception) is not null)
        {
            return (true, wrong, false);
        }

        return (false, wrong, await DumpAsync(paths) == dump);
    }

    private static async Task<int> CountWrongAsync(AccountService accounts, Dictionary<Guid, string> secrets)
    {
        int wrong = 0;
        foreach ((Guid id, string value) in secrets)
        {
            try
            {
                using SecretText? text = await (await accounts.OpenCredentialAsync(id, Token)).Source.ReadAsync("token", Token);
                wrong += text is null || text.Reveal().SequenceEqual(value) ? 0 : 1;
            }
            catch (Exception exception) when (exception is NotFoundException or ConflictException or SecretDamagedException)
            {
                // Missing or refused: not wrong.
            }
        }

        return wrong;
    }

    /// <summary>All that the host reads, as text.</summary>
    private static async Task<string> DumpAsync(HostPaths paths)
    {
        System.Text.StringBuilder text = new();
        await using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = paths.DatabasePath, Pooling = false }.ToString());
        await connection.OpenAsync(Token);
        foreach (string table in new[] { "accounts", "account_secrets", "account_fields", "exec_modules", "verdicts", "meta" })
        {
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using SqliteDataReader reader = await command.ExecuteReaderAsync(Token);
            while (await reader.ReadAsync(Token))
            {
                for (int column = 0; column < reader.FieldCount; column++)
                    text.Append(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column)).Append('|');
            }
        }

        return text.ToString();
    }
}
