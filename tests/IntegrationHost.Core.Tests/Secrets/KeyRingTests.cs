using System.Text;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.Secrets;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyRingTests
{
    [Fact]
    public async Task OpenAsync_FirstRun_MakesKeyApartFromWhatItUnlocks()
    {
        await using TestStore store = await TestStore.OpenAsync();
        string text = await File.ReadAllTextAsync(store.Paths.KeyFilePath, TestContext.Current.CancellationToken);
        Assert.Matches(@"\Aihkey1-[A-Za-z0-9_-]{43}[0-9a-f]{8}\n\z", text);
        Assert.StartsWith(store.Paths.ConfigDirectory, store.Paths.KeyFilePath, StringComparison.Ordinal);
        Assert.DoesNotContain(text[7..50], await File.ReadAllTextAsync(store.Paths.KeyRingPath, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public void Crc32_TheStandardCheckValue_IsMet() => Assert.Equal(0xCBF43926u, Crc32.Compute("123456789"u8));

    [Theory]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("of another store")]
    [InlineData("one character changed")]
    [InlineData("cut")]
    [InlineData("longer")]
    [InlineData("something huge")]
    public async Task OpenAsync_WrongKeyFile_RefusesAndNamesTheSlotAndChangesNothing(string situation)
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        Dictionary<string, byte[]> before = directory.Snapshot();
        await SpoilAsync(directory.Paths.KeyFilePath, situation);
        byte[]? keyBefore = File.Exists(directory.Paths.KeyFilePath) ? await File.ReadAllBytesAsync(directory.Paths.KeyFilePath, TestContext.Current.CancellationToken) : null;

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.Contains("keyfile-1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(directory.Paths.KeyFilePath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Restore", refusal.Message, StringComparison.Ordinal);
        AssertSame(before, directory.Snapshot());
        Assert.Equal(keyBefore is not null, File.Exists(directory.Paths.KeyFilePath));
        if (keyBefore is not null)
            Assert.Equal(keyBefore, await File.ReadAllBytesAsync(directory.Paths.KeyFilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_RingMissingBesideADatabase_RefusesAndMakesNoSecondRing()
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        File.Delete(directory.Paths.KeyRingPath);
        Dictionary<string, byte[]> before = directory.Snapshot();

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.Contains(directory.Paths.KeyRingPath, refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(directory.Paths.KeyRingPath));
        AssertSame(before, directory.Snapshot());
    }

    [Theory]
    [InlineData("vaultId")]
    [InlineData("ringVersion")]
    [InlineData("salt")]
    [InlineData("wrapped")]
    [InlineData("ring")]
    [InlineData("\"id\"")]
    public async Task OpenAsync_OnePartOfTheRingFileChanged_Refuses(string part)
    {
        using TestDirectory directory = new();
        await UseOnceAsync(directory.Paths);
        string text = await File.ReadAllTextAsync(directory.Paths.KeyRingPath, TestContext.Current.CancellationToken);
        int at = text.IndexOf(':', text.IndexOf(part.Contains('"', StringComparison.Ordinal) ? part : $"\"{part}\"", StringComparison.Ordinal)) + 1;
        while (!char.IsAsciiLetterOrDigit(text[at]))
            at++;
        string changed = text[..at] + (text[at] == '2' ? '3' : '2') + text[(at + 1)..];
        await File.WriteAllTextAsync(directory.Paths.KeyRingPath, changed, TestContext.Current.CancellationToken);

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(directory.Paths, TimeProvider.System, TestContext.Current.CancellationToken));
        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
    }

    [Fact]
    public async Task OpenAsync_RingOfAnotherStore_RefusesTheDatabase()
    {
        using TestDirectory one = new();
        using TestDirectory other = new();
        await UseOnceAsync(one.Paths);
        await UseOnceAsync(other.Paths);
        File.Copy(other.Paths.KeyRingPath, one.Paths.KeyRingPath, overwrite: true);
        File.Copy(other.Paths.KeyFilePath, one.Paths.KeyFilePath, overwrite: true);
        byte[] before = await File.ReadAllBytesAsync(one.Paths.DatabasePath, TestContext.Current.CancellationToken);

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => HostStore.OpenAsync(one.Paths, TimeProvider.System, TestContext.Current.CancellationToken));

        Assert.Equal(StoreException.Configuration, refusal.ExitCode);
        Assert.Contains("another key ring", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(one.Paths.DatabasePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task OpenAsync_FirstRunWasCutOffAfterTheKey_UsesThatKey()
    {
        using TestDirectory directory = new();
        Directory.CreateDirectory(Path.GetDirectoryName(directory.Paths.KeyFilePath)!);
        foreach (string path in new[] { directory.Paths.ConfigDirectory, Path.GetDirectoryName(directory.Paths.KeyFilePath)! })
            File.SetUnixFileMode(path, (UnixFileMode)0b111_000_000);
        byte[] key = KeyFile.Create(directory.Paths.KeyFilePath);

        await UseOnceAsync(directory.Paths);

        Assert.Equal(key, KeyFile.Read(directory.Paths.KeyFilePath));
        await UseOnceAsync(directory.Paths);
    }

    [Fact]
    public void ToString_OfKeysAndSecrets_ShowsNothing()
    {
        using KeyRing ring = KeyRing.Create(Guid.NewGuid().ToString());
        using SecretText secret = new("mgb-secret");
        Assert.Equal("[key ring]", ring.ToString());
        Assert.Equal("[secret]", secret.ToString());
        Assert.DoesNotContain("mgb-secret", new AccountDraft { ProviderId = "x", Fields = new Dictionary<string, string> { ["k"] = "mgb-secret" } }.ToString(), StringComparison.Ordinal);
    }

    private static async Task UseOnceAsync(HostPaths paths) => await (await HostStore.OpenAsync(paths, TimeProvider.System, TestContext.Current.CancellationToken)).DisposeAsync();

    private static async Task SpoilAsync(string keyFile, string situation)
    {
        string text = await File.ReadAllTextAsync(keyFile);
        string other = Path.Combine(Path.GetDirectoryName(keyFile)!, "other.key");
        switch (situation)
        {
            case "missing":
                File.Delete(keyFile);
                return;
            case "of another store":
                KeyFile.Create(other);
                File.Move(other, keyFile, overwrite: true);
                return;
            default:
                await File.WriteAllTextAsync(keyFile, situation switch
                {
                    "empty" => "",
                    "one character changed" => text[..20] + (text[20] == 'A' ? 'B' : 'A') + text[21..],
                    "cut" => text[..40],
                    "longer" => text.TrimEnd() + "0\n",
                    "something huge" => new StringBuilder().Append('x', 100_000).ToString(),
                    _ => throw new ArgumentOutOfRangeException(nameof(situation)),
                });
                return;
        }
    }

    private static void AssertSame(Dictionary<string, byte[]> before, Dictionary<string, byte[]> after)
    {
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
    }
}
