using IntegrationHost.Output;

namespace IntegrationHost.Tests.Output;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain name", "plain name")]
    [InlineData("Grüße 日本 🚀", "Grüße 日本 🚀")]
    [InlineData("\u001b[31mred", "?[31mred")]
    [InlineData("a\nb\rc\td", "a?b?c?d")]
    [InlineData("\u009b2J", "?2J")]
    [InlineData("user\u202Egnp.exe", "user?gnp.exe")]
    [InlineData("zero\u200Bwidth\u2066\uFEFF", "zero?width??")]
    [InlineData("line\u2028paragraph\u2029", "line?paragraph?")]
    [InlineData(null, "")]
    public void Clean_LeavesText_AndDisarmsWhatSteersATerminal(string? text, string expected) => Assert.Equal(expected, TerminalText.Clean(text));

    [Fact]
    public void Clean_LoneSurrogate_BecomesTheReplacementCharacter() => Assert.Equal("a\uFFFDb", TerminalText.Clean("a\uD800b"));
}
