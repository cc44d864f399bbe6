using System.Text.Json.Nodes;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Secrets;

/// <summary>Every way to unlock a store, and what happens when it fails.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeySlotTests
{
    private const string Passphrase = "correct horse battery EXAMPLE";
    private const string OtherPassphrase = "another horse battery EXAMPLE";

    private static readonly string[] AllSlots = ["keyfile-1", "keyfile-2", "passphrase-1"];

    private static readonly StoreOpening MaySeal = new() { AllowSealed = true, Environment = _ => null };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passphrase_StartsSealed_OpensWithTheRightOneOnly()
    {
        using TestDirectory directory = new();
        Guid account = await MakeAsync(directory.Paths, Passphrase);
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token));
        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.Contains("passphrase-1", refusal.Message, StringComparison.Ordinal);

        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token);
        Assert.True(store.IsSealed);
        Assert.Contains("passphrase-1", store.SealedBecause, StringComparison.Ordinal);
        await AssertSealedAsync(store, account);
        Dictionary<string, byte[]> before = directory.Snapshot();
        foreach (string wrong in new[] { OtherPassphrase, Passphrase + " ", Passphrase.ToUpperInvariant(), RecoveryCode.Create() })
        {
            UnsealRefusedException refused = await Assert.ThrowsAsync<UnsealRefusedException>(() => UnsealAsync(store, wrong));
            Assert.DoesNotContain(wrong, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before.Keys.Order(), directory.Snapshot().Keys.Order());
        Assert.All(before, file => Assert.Equal(file.Value, directory.Snapshot()[file.Key]));
        await UnsealAsync(store, Passphrase);
        await AssertOpensAsync(store, account);
    }

    [Fact]
    public async Task Seal_WipesTheKeys_AndUnsealBringsThemBack()
    {
        using TestDirectory directory = new();
        Guid account = await MakeAsync(directory.Paths, Passphrase);
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token);
        await UnsealAsync(store, Passphrase);
        byte[] keys = (byte[])typeof(KeyRing).GetField("open", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(store.Keys)!;
        Assert.Contains(keys, value => value != 0);

        await store.SealAsync("because of the test");

        Assert.All(keys, value => Assert.Equal(0, value));
        Assert.Equal("because of the test", store.SealedBecause);
        await AssertSealedAsync(store, account);
        await UnsealAsync(store, Passphrase);
        await AssertOpensAsync(store, account);
    }

    [Fact]
    public async Task Seal_WhileWritersWrite_LeavesNothingThatDoesNotOpen()
    {
        using TestDirectory directory = new();
        await MakeAsync(directory.Paths, Passphrase);
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token);
        for (int round = 0; round < 3; round++)
        {
            await UnsealAsync(store, Passphrase);
            AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
            Task[] writers = [.. Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
            {
                for (int index = 0; index < 1000; index++)
                    await accounts.CreateAsync(Reliability.AccountLoad.Draft(writer, index), Token);
            }))];
            await Task.Delay(150, Token);
            await store.SealAsync("in the middle");
            foreach (Task writer in writers)
                Assert.NotNull(await Record.ExceptionAsync(() => writer));
        }

        await UnsealAsync(store, Passphrase);
        StoreReport report = await new StoreBackup(store, TimeProvider.System).ExamineAsync(Token);
        Assert.True(report.IsSound, string.Join(", ", report.Damaged));
        Assert.True(report.Secrets > 3);
    }

    [Fact]
    public async Task RecoveryCode_OpensHoweverItIsTyped_AndNotWhenMistyped()
    {
        using TestDirectory directory = new();
        Guid account = await MakeAsync(directory.Paths, Passphrase);
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token);
        await UnsealAsync(store, Passphrase);
        (SlotReport slot, string code) = await new KeySlots(store).AddRecoveryCodeAsync(Token);
        Assert.Equal("recovery-1", slot.Id);
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$", code);
        Assert.DoesNotContain(code, await File.ReadAllTextAsync(directory.Paths.KeyRingPath, Token), StringComparison.Ordinal);

        foreach (string typed in new[] { code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), code.Replace('-', ' ').Replace('0', 'o').Replace('1', 'l') })
        {
            await store.SealAsync("again");
            await UnsealAsync(store, typed);
            await AssertOpensAsync(store, account);
        }

        await store.SealAsync("again");
        for (int index = 0; index < code.Length; index += 7)
        {
            string mistyped = code[..index] + (code[index] == '7' ? '8' : '7') + code[(index + 1)..];
            await Assert.ThrowsAsync<UnsealRefusedException>(() => UnsealAsync(store, mistyped));
        }
    }

    [Fact]
    public async Task ChangePassphrase_RewritesThatSlotAlone()
    {
        using TestDirectory directory = new();
        Guid account = await MakeAsync(directory.Paths, Passphrase);
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token);
        await UnsealAsync(store, Passphrase);
        KeySlots slots = new(store);
        await slots.AddKeyFileAsync(null, Token);
        byte[] database = await ReadSharedAsync(directory.Paths.DatabasePath);
        JsonArray before = Slots(directory.Paths);

        using (SecretText other = new(OtherPassphrase))
            await slots.ChangePassphraseAsync("passphrase-1", other, Token);

        JsonArray after = Slots(directory.Paths);
        Assert.NotEqual(before[0]!.ToJsonString(), after[0]!.ToJsonString());
        Assert.Equal(before[1]!.ToJsonString(), after[1]!.ToJsonString());
        Assert.Equal(database, await ReadSharedAsync(directory.Paths.DatabasePath));
        await store.SealAsync("to try");
        await Assert.ThrowsAsync<UnsealRefusedException>(() => UnsealAsync(store, Passphrase));
        await UnsealAsync(store, OtherPassphrase);
        await AssertOpensAsync(store, account);
    }

    [Fact]
    public async Task Remove_TheLastSlot_IsRefused()
    {
        using TestDirectory directory = new();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        KeySlots slots = new(store);
        await Assert.ThrowsAsync<ConflictException>(() => slots.RemoveAsync("keyfile-1", Token));
        await Assert.ThrowsAsync<NotFoundException>(() => slots.RemoveAsync("passphrase-1", Token));
        await slots.AddRecoveryCodeAsync(Token);
        await slots.RemoveAsync("keyfile-1", Token);
        Assert.Equal("recovery-1", Assert.Single(slots.List()).Id);
        await Assert.ThrowsAsync<ConflictException>(() => slots.RemoveAsync("recovery-1", Token));
    }

    [Theory]
    [InlineData("argon2id;m=19455;t=3;p=1")]
    [InlineData("argon2id;m=65536;t=1;p=1")]
    [InlineData("argon2id;m=65536;t=3;p=2")]
    [InlineData("argon2id;m=99999999;t=3;p=1")]
    [InlineData("argon2id;m=65536;t=3;p=1;x")]
    [InlineData("argon2id;m=-65536;t=3;p=1")]
    [InlineData("hkdf-sha256")]
    [InlineData("")]
    public async Task Kdf_WeakerThanAllowedInTheFile_IsRefusedWithoutBeingRun(string kdf)
    {
        using TestDirectory directory = new();
        await MakeAsync(directory.Paths, Passphrase);
        JsonNode ring = JsonNode.Parse(await File.ReadAllTextAsync(directory.Paths.KeyRingPath, Token))!;
        ring["slots"]![0]!["kdf"] = kdf;
        await File.WriteAllTextAsync(directory.Paths.KeyRingPath, ring.ToJsonString(), Token);
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token);

        UnsealRefusedException refusal = await Assert.ThrowsAsync<UnsealRefusedException>(() => UnsealAsync(store, Passphrase));

        Assert.Contains("passphrase-1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("weaker than allowed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Argon2Cost_TheLeastOfOwasp_IsRead()
    {
        Assert.NotNull(Argon2Cost.Parse("argon2id;m=19456;t=2;p=1"));
        Assert.Equal(Argon2Cost.Default, Argon2Cost.Parse(Argon2Cost.Default.Text));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("eleven chrs")]
    public async Task AddPassphrase_TooShort_IsRefused(string words)
    {
        using TestDirectory directory = new();
        await using HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token);
        using SecretText passphrase = new(words);
        ConflictException refusal = await Assert.ThrowsAsync<ConflictException>(() => new KeySlots(store).AddPassphraseAsync(passphrase, Token));
        Assert.DoesNotContain(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_UnlocksWithAWarning_AndRefusesWithoutTheVariable()
    {
        using TestDirectory directory = new();
        string key;
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token))
        {
            string path = Path.Combine(directory.Paths.ConfigDirectory, "other.key");
            KeyFile.Create(path);
            key = await File.ReadAllTextAsync(path, Token);
            await new KeySlots(store).AddEnvironmentAsync(name => name == "INTEGRATION_HOST_KEY" ? key : null, Token);
            await new KeySlots(store).RemoveAsync("keyfile-1", Token);
            Assert.Empty(store.Warning);
        }

        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, new StoreOpening { Environment = _ => key }, Token))
            Assert.Contains("INTEGRATION_HOST_KEY", store.Warning, StringComparison.Ordinal);

        string changed = key["ihkey1-".Length] == 'A' ? key.Replace("ihkey1-A", "ihkey1-B", StringComparison.Ordinal) : $"ihkey1-A{key["ihkey1-A".Length..]}";
        Dictionary<string, byte[]> before = directory.Snapshot();
        foreach (string? wrong in new[] { null, "", "ihkey1-", key[..^3], changed })
        {
            StoreException refusal = await Assert.ThrowsAsync<StoreException>(
                () => HostStore.OpenAsync(directory.Paths, TimeProvider.System, new StoreOpening { AllowSealed = true, Environment = _ => wrong }, Token));
            Assert.Equal(StoreException.Configuration, refusal.ExitCode);
            Assert.Contains("environment-1", refusal.Message, StringComparison.Ordinal);
        }

        Assert.All(before, file => Assert.Equal(file.Value, directory.Snapshot()[file.Key]));
    }

    [Fact]
    public async Task Transit_UnlocksAtTheStart_WaitsSealedWhileTheVaultIsDown_RefusesAWrongToken()
    {
        using TestDirectory directory = new();
        string tokenFile = Path.Combine(directory.Root, "token");
        await File.WriteAllTextAsync(tokenFile, TransitServer.Token + "\n", Token);
        File.SetUnixFileMode(tokenFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using TransitServer vault = await TransitServer.StartAsync();
        Guid account;
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token))
        {
            account = await AddAccountAsync(store);
            KeySlots slots = new(store);
            TransitSettings settings = new(vault.Address, "transit", "integration-host", tokenFile);
            await Assert.ThrowsAsync<ConflictException>(() => slots.AddTransitAsync(settings with { Key = "unknown" }, Token));
            await Assert.ThrowsAsync<ConflictException>(() => slots.AddTransitAsync(settings with { Address = "http://vault.example" }, Token));
            Assert.Single(slots.List());
            await slots.AddTransitAsync(settings, Token);
            await slots.RemoveAsync("keyfile-1", Token);
        }

        File.Delete(directory.Paths.KeyFilePath);
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token))
            await AssertOpensAsync(store, account);

        vault.Sealed = true;
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token))
        {
            Assert.True(store.IsSealed);
            Assert.Contains("transit-1", store.SealedBecause, StringComparison.Ordinal);
            await Assert.ThrowsAsync<UnsealRefusedException>(() => store.UnsealAsync(null, Token));
            vault.Sealed = false;
            await store.UnsealAsync(null, Token);
            await AssertOpensAsync(store, account);
        }

        await File.WriteAllTextAsync(tokenFile, "hvs.wrong-EXAMPLE", Token);
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token));
        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.Contains("transit-1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hvs.", refusal.Message, StringComparison.Ordinal);
        Assert.True(vault.Calls >= 5);
    }

    [Fact]
    public async Task SeveralSlots_OneOfThemAtHand_IsEnough()
    {
        using TestDirectory directory = new();
        await using (HostStore store = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token))
        {
            KeySlots slots = new(store);
            await slots.AddKeyFileAsync(Path.Combine(directory.Root, "config", "second.key"), Token);
            using SecretText words = new(Passphrase);
            await slots.AddPassphraseAsync(words, Token);
        }

        File.Delete(directory.Paths.KeyFilePath);
        await (await HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token)).DisposeAsync();
        Assert.False(File.Exists(directory.Paths.KeyFilePath));

        File.Delete(Path.Combine(directory.Root, "config", "second.key"));
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal, Token));
        Assert.All(AllSlots, slot => Assert.Contains(slot, refusal.Message, StringComparison.Ordinal));
        await using HostStore recovered = await HostStore.OpenAsync(directory.Paths, TimeProvider.System, MaySeal with { StartSealed = true }, Token);
        await UnsealAsync(recovered, Passphrase);
        Assert.False(recovered.IsSealed);
    }

    [Fact]
    public async Task DatabaseMissing_ButSecretsWereSealed_IsRefused()
    {
        using TestDirectory directory = new();
        await MakeAsync(directory.Paths, null);
        File.Delete(directory.Paths.DatabasePath);
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, Token));
        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.False(File.Exists(directory.Paths.DatabasePath));
    }

    [Fact]
    public async Task Init_WhereAStoreIs_ChangesNothing()
    {
        using TestDirectory directory = new();
        await MakeAsync(directory.Paths, null);
        Dictionary<string, byte[]> before = directory.Snapshot();
        await Assert.ThrowsAsync<StoreException>(() => StoreSetup.CreateAsync(directory.Paths, null, null, TimeProvider.System));
        Assert.All(before, file => Assert.Equal(file.Value, directory.Snapshot()[file.Key]));
    }

    [Fact]
    public void SecretText_ToJson_Throws()
    {
        using SecretText secret = new("mgb-secret");
        Assert.Throws<NotSupportedException>(() => System.Text.Json.JsonSerializer.Serialize(secret));
        Assert.Throws<NotSupportedException>(() => System.Text.Json.JsonSerializer.Serialize(new { secret }));
        Assert.Throws<NotSupportedException>(() => System.Text.Json.JsonSerializer.Deserialize<SecretText>("\"x\""));
        Assert.DoesNotContain(typeof(SecretText).GetInterfaces(), type => type == typeof(IFormattable) || type.IsGenericType);
        Assert.Equal("[secret]", $"{secret}");
    }

    [Fact]
    public void SecretText_Disposed_IsWiped()
    {
        SecretText secret = new("mgb-secret");
        char[] buffer = (char[])typeof(SecretText).GetField("buffer", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.GetValue(secret)!;
        secret.Dispose();
        Assert.All(buffer, character => Assert.Equal('\0', character));
        Assert.Throws<ObjectDisposedException>(() => secret.Reveal());
    }

    private static async Task<Guid> MakeAsync(HostPaths paths, string? words)
    {
        using SecretText? passphrase = words is null ? null : new SecretText(words);
        await StoreSetup.CreateAsync(paths, passphrase, null, TimeProvider.System);
        await using HostStore store = await HostStore.OpenAsync(paths, TimeProvider.System, MaySeal, Token);
        if (passphrase is not null)
            await store.UnsealAsync(passphrase, Token);
        return await AddAccountAsync(store);
    }

    private static async Task<Guid> AddAccountAsync(HostStore store) =>
        (await new AccountService(store, new TestCatalog(), TimeProvider.System).CreateAsync(Reliability.AccountLoad.Draft(0, 0), Token)).Account.Id;

    private static async Task UnsealAsync(HostStore store, string words)
    {
        using SecretText typed = new(words);
        await store.UnsealAsync(typed, Token);
    }

    private static async Task AssertSealedAsync(HostStore store, Guid account)
    {
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        await Assert.ThrowsAsync<StoreSealedException>(() => accounts.ListAsync(Token));
        await Assert.ThrowsAsync<StoreSealedException>(() => accounts.OpenCredentialAsync(account, Token));
        Assert.Throws<StoreSealedException>(() => new SecretBox(store.Keys).Seal(new SecretPlace(account, "token", 1, EgressPolicy.FromText("")), "x"));
        Assert.Throws<StoreSealedException>(() => store.Keys.AuditKey.Length);
    }

    private static async Task AssertOpensAsync(HostStore store, Guid account)
    {
        AccountService accounts = new(store, new TestCatalog(), TimeProvider.System);
        using SecretText? text = await (await accounts.OpenCredentialAsync(account, Token)).Source.ReadAsync("token", Token);
        Assert.Equal(Reliability.AccountLoad.Draft(0, 0).Fields["token"], new string(text!.Reveal()));
    }

    private static JsonArray Slots(HostPaths paths) => JsonNode.Parse(File.ReadAllText(paths.KeyRingPath))!["slots"]!.AsArray();

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}
