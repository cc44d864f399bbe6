using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Screens;
using Terminal.Gui.Drivers;

namespace IntegrationHost.Console.Tests.Hosting;

public sealed class UnknownKeysTests
{
    /// <summary>The library's defect: once this fails, <see cref="UnknownKeys"/> can go.</summary>
    [Fact]
    public void Library_ReadingAKeyThatItDoesNotKnow_Throws() => Assert.Throws<NullReferenceException>(() => new CsiKeyPattern().GetKey("\e[25~"));

    [Theory]
    [InlineData("\e[25~")]
    [InlineData("\e[29;5~")]
    [InlineData("\e[201~")]
    [InlineData("\e[99999999999~")]
    [InlineData("\eOO")]
    public async Task UnknownKey_IsNoneAndTheNextOneCounts(string sequence)
    {
        using Screen screen = await SampleScreen.OpenAsync();
        string before = screen.Text;
        screen.Send(sequence);
        Assert.Equal(before, screen.Text);
        screen.Send("?");
        Assert.Contains("EVERY KEY", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HomeAndEnd_OfRxvt_AreHomeAndEnd()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        int last = screen.Model.Accounts.Table.Count - 1;
        screen.Send("\e[8~");
        Assert.Equal(last, screen.Model.Accounts.Table.Index);
        screen.Send("\e[7~");
        Assert.Equal(0, screen.Model.Accounts.Table.Index);
    }
}
