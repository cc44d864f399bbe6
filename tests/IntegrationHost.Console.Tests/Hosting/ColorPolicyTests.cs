using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Tests.Hosting;

public sealed class ColorPolicyTests
{
    [Theory]
    [InlineData("TERM=xterm-256color", nameof(ColorMode.TrueColor))]
    [InlineData("TERM=xterm-kitty", nameof(ColorMode.TrueColor))]
    [InlineData("", nameof(ColorMode.TrueColor))]
    [InlineData("TERM=xterm", nameof(ColorMode.Sixteen))]
    [InlineData("TERM=xterm COLORTERM=truecolor", nameof(ColorMode.TrueColor))]
    [InlineData("TERM=xterm-16color", nameof(ColorMode.Sixteen))]
    [InlineData("TERM=linux", nameof(ColorMode.Sixteen))]
    [InlineData("TERM=vt220", nameof(ColorMode.Sixteen))]
    [InlineData("TERM=screen", nameof(ColorMode.Sixteen))]
    [InlineData("TERM=screen TERM_PROGRAM=tmux", nameof(ColorMode.TrueColor))]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=Apple_Terminal", nameof(ColorMode.Sixteen))]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", nameof(ColorMode.None))]
    [InlineData("TERM=xterm-256color NO_COLOR=", nameof(ColorMode.TrueColor))]
    public void Auto_IsWhatTheTerminalSaysOfItself(string environment, string wanted)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=')).ToDictionary(one => one[0], one => one[1]);
        Assert.Equal(Enum.Parse<ColorMode>(wanted), ColorPolicy.Choose(ColorMode.Auto, variables.GetValueOrDefault));
    }

    [Fact]
    public void Asked_IsGiven() => Assert.Equal(ColorMode.Sixteen, ColorPolicy.Choose(ColorMode.Sixteen, name => name == "NO_COLOR" ? "1" : null));
}
