using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

/// <summary>What is not different is not drawn, and what is not drawn is not sent.</summary>
public sealed class QuietTests
{
    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("4")]
    [InlineData("5")]
    [InlineData("6")]
    [InlineData("7")]
    [InlineData("8")]
    [InlineData("9")]
    [InlineData("H")]
    [InlineData("?")]
    [InlineData(":acc")]
    [InlineData("/sales")]
    public async Task Read_ThatBringsTheSame_DrawsNothing(string keys)
    {
        FixedTime time = new();
        using Screen screen = await Screen.ReadyAsync(SampleOperations.Make(time), time);
        screen.Type(keys);
        await ReadAsync(screen);
        screen.RowsSent();
        await ReadAsync(screen);
        screen.Model.Tick();
        Assert.Equal(0, screen.RowsSent());
    }

    [Fact]
    public async Task Form_ThatIsOpen_IsNotDrawnByTheClock()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3");
        screen.Press(Key.Enter);
        screen.Type("abc");
        screen.RowsSent();
        screen.Model.Tick();
        Assert.Equal(0, screen.RowsSent());
        screen.Type("d");
        Assert.InRange(screen.RowsSent(), 1, 4);
    }

    [Fact]
    public async Task Selection_ThatMoves_SendsItsRows()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("1");
        screen.RowsSent();
        screen.Type("j");
        Assert.InRange(screen.RowsSent(), 2, 4);
    }

    [Fact]
    public async Task Account_ThatComes_IsSeenWithoutAKey()
    {
        FixedTime time = new();
        FakeHost host = SampleHost.Make(time);
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.RowsSent();
        host.AddAccount("new", "AAA_COMES", "slack", "staging", verdict: null);
        await screen.RefreshAsync();
        Assert.InRange(screen.RowsSent(), 2, 35);
        Assert.Contains("AAA_COMES", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialog_ThatCloses_UncoversWhatWasBelow()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.RowsSent();
        string before = screen.App.Driver!.ToString()!;
        screen.Type("?");
        Assert.NotEqual(0, screen.RowsSent());
        screen.Press(Key.Esc);
        Assert.NotEqual(0, screen.RowsSent());
        Assert.Equal(before, screen.App.Driver.ToString());
    }

    [Fact]
    public async Task Terminal_ThatMayShowAnything_GetsEveryRow()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.RowsSent();
        screen.View.Repaint();
        Assert.Equal(36, screen.RowsSent());
    }

    [Fact]
    public void Rows_DrawnAsTheyWere_AreNotSent_AndOthersAreWhole()
    {
        OutputBufferImpl buffer = new();
        buffer.SetSize(10, 3);
        SentRows sent = new();
        Assert.Equal(3, sent.Choose(buffer));
        buffer.Move(2, 1);
        buffer.AddStr("same");
        Assert.Equal(1, sent.Choose(buffer));
        Assert.All(Enumerable.Range(0, 10), column => Assert.True(buffer.Contents![1, column].IsDirty));
        buffer.Move(2, 1);
        buffer.AddStr("same");
        Assert.Equal(0, sent.Choose(buffer));
        Assert.DoesNotContain(true, buffer.DirtyLines);
        sent.Forget();
        Assert.Equal(3, sent.Choose(buffer));
    }

    private static async Task ReadAsync(Screen screen)
    {
        await screen.RefreshAsync();
        if (screen.Model.Page is { } page)
            await page.Work;
        _ = screen.Text;
    }
}
