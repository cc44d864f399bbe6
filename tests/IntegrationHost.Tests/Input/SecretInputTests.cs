using IntegrationHost.Commands;
using IntegrationHost.Input;

namespace IntegrationHost.Tests.Input;

public sealed class SecretInputTests
{
    [Theory]
    [InlineData("value", "value")]
    [InlineData("value\n", "value")]
    [InlineData("value\r\n", "value")]
    [InlineData(" inner space \n", " inner space ")]
    [InlineData("-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n", "-----BEGIN KEY-----\nAAAA\n-----END KEY-----")]
    public async Task ReadToEndAsync_Piped_LosesOnlyTheLastLineEnd(string input, string expected) =>
        Assert.Equal(expected, await ReadAsync(input));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task ReadToEndAsync_Empty_IsRefusedWithTheNextStep(string input)
    {
        UsageException refusal = await Assert.ThrowsAsync<UsageException>(() => ReadAsync(input));
        Assert.Contains("Bot token", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Pipe it in", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadToEndAsync_TooLong_IsRefusedWithoutEcho()
    {
        string secret = new('s', 65 * 1024);
        UsageException refusal = await Assert.ThrowsAsync<UsageException>(() => ReadAsync(secret));
        Assert.DoesNotContain("ssss", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadToEndAsync_LongestAllowed_IsTakenWhole() => Assert.Equal(64 * 1024, (await ReadAsync(new string('s', 64 * 1024))).Length);

    [Fact]
    public async Task ReadToEndAsync_Terminal_IsRefusedBeforeAnythingIsRead()
    {
        using var input = new StringReader("typed");
        await Assert.ThrowsAsync<UsageException>(() => SecretInput.ReadToEndAsync(input, redirected: false, "Bot token", TestContext.Current.CancellationToken));
        Assert.Equal("typed", await input.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> ReadAsync(string text)
    {
        using var input = new StringReader(text);
        return await SecretInput.ReadToEndAsync(input, redirected: true, "Bot token", TestContext.Current.CancellationToken);
    }
}
