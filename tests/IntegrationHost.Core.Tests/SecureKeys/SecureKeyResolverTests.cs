using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Tests.TestHost;

namespace IntegrationHost.Core.Tests.SecureKeys;

public sealed class SecureKeyResolverTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ih-references-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ReferenceToAFile_GivesWhatTheFileHoldsAtThatMoment()
    {
        await using TestStore store = await TestStore.OpenAsync();
        string path = Write("token", TestCatalog.BotToken + "\n");
        Account account = await store.AddMessengerAsync(token: "securekey://file" + path);

        Assert.Equal(TestCatalog.BotToken, await ReadAsync(store, account));
        Assert.Equal("securekey://file" + path + "@latest", account.Fields[0].Reference);

        Write("token", "xoxb-changed-EXAMPLE");
        store.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("xoxb-changed-EXAMPLE", await ReadAsync(store, account));
    }

    [Fact]
    public async Task Open_WithinTheLease_AsksOnce()
    {
        await using TestStore store = await TestStore.OpenAsync();
        string path = Write("token", "first-EXAMPLE");
        Account account = await store.AddMessengerAsync(token: "securekey://file" + path);
        await ReadAsync(store, account);
        Write("token", "second-EXAMPLE");

        Assert.Equal("first-EXAMPLE", await ReadAsync(store, account));
    }

    [Fact]
    public async Task Open_PropertyOfADocument_IsTaken()
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync(token: "securekey://file" + Write("all.json", """{ "bot": "xoxb-of-document-EXAMPLE" }""") + "#bot");

        Assert.Equal("xoxb-of-document-EXAMPLE", await ReadAsync(store, account));
    }

    [Theory]
    [InlineData("securekey://env/IH_TEST_THAT_NOBODY_SETS", "no variable")]
    [InlineData("securekey://file/nowhere/at/all", "no file")]
    [InlineData("securekey://SOME_VAULT/secret/a#k", "no vault account 'SOME_VAULT'")]
    public async Task Open_WhatIsNotThere_IsAMissingSecretThatSaysWhere(string reference, string words)
    {
        await using TestStore store = await TestStore.OpenAsync();
        Account account = await store.AddMessengerAsync(token: reference);

        ChannelException error = await Assert.ThrowsAsync<ChannelException>(() => ReadAsync(store, account));

        Assert.Equal(ChannelErrorCodes.MissingSecret, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FileThatOthersCanRead_IsRefused()
    {
        await using TestStore store = await TestStore.OpenAsync();
        string path = Write("token", TestCatalog.BotToken);
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Account account = await store.AddMessengerAsync(token: "securekey://file" + path);

        Assert.Contains("chmod 600", (await Assert.ThrowsAsync<ChannelException>(() => ReadAsync(store, account))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_BrokenReference_IsRefusedAndNotRepeated()
    {
        await using TestStore store = await TestStore.OpenAsync();

        AccountValidationException error = await Assert.ThrowsAsync<AccountValidationException>(() => store.AddMessengerAsync(token: "securekey://VAULT/secret/../x"));

        Assert.Contains("securekey://bridge/mount/path#key@version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_VaultBacked_CountsAccountsWithAReference()
    {
        await using TestStore store = await TestStore.OpenAsync();
        await store.AddMessengerAsync("A", "securekey://env/A_TOKEN");
        await store.AddMessengerAsync("B");

        Assert.Equal(1, (await store.Coverage.GetHeroCountsAsync(Cancel)).VaultBacked);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(directory, name);
        File.WriteAllText(path, text);
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }

    private static async Task<string> ReadAsync(TestStore store, Account account)
    {
        ICredentialSource source = (await store.Accounts.OpenCredentialAsync(account.Id, Cancel)).Source;
        using SecretText? value = await source.ReadAsync("token", Cancel);
        return new string(value!.Reveal());
    }
}
