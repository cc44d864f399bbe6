using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace IntegrationHost.Console.Tests.Screens;

/// <summary>Looks other than the default: what colours say there is said here, too.</summary>
public sealed class LooksTests
{
    [Fact]
    public async Task NoColor_FieldsAreUnderlinedAndExamplesAreFaintAndSayThatTheyAreOnes()
    {
        FixedTime time = new();
        using Screen screen = await Screen.ReadyAsync(SampleHost.Make(time), time, color: ColorMode.None);
        screen.Type("3/slack");
        screen.Press(Key.Enter, Key.Enter);
        string text = await screen.UntilAsync("NEW ACCOUNT · SLACK");
        Assert.Contains("e.g. xoxb-", text, StringComparison.Ordinal);
        Attribute example = AttributeOf(screen, text, "xoxb-");
        Assert.True(example.Style.HasFlag(TextStyle.Underline | TextStyle.Faint));
        Attribute name = AttributeOf(screen, text, " SLACK  ", after: "Name *");
        Assert.True(name.Style.HasFlag(TextStyle.Underline) && !name.Style.HasFlag(TextStyle.Faint));
    }

    [Fact]
    public void SixteenColors_KeepApartWhatThePaletteKeepsApart()
    {
        Rgb[] texts = [Palette.Peach, Palette.Lavender, Palette.Blue, Palette.Sky, Palette.Tan, Palette.Orange, Palette.Red, Palette.Green, Palette.Grey];
        Assert.Equal(texts.Length, texts.Select(SixteenColors.Of).Distinct().Count());
        // Text on each block, and on a field, is not of the block's colour.
        foreach (Rgb block in (Rgb[])[.. texts, Palette.Black, Palette.Night, Palette.Dusk, Palette.Indigo, Rgb.Parse("#E01E5A", Palette.Black), Rgb.Parse("#24292F", Palette.Black)])
        {
            (ColorName16 front, ColorName16 behind) = SixteenColors.Of(Palette.TextOn(block), block, dim: false);
            Assert.NotEqual(front, behind);
            (front, behind) = SixteenColors.Of(Palette.TextOn(block), block, dim: true);
            Assert.NotEqual(front, behind);
        }
    }

    private static Attribute AttributeOf(Screen screen, string text, string wanted, string after = "")
    {
        string[] lines = text.Split('\n');
        int row = Array.FindIndex(lines, line => line.Contains(after, StringComparison.Ordinal) && line.Contains(wanted, StringComparison.Ordinal));
        int column = lines[row].IndexOf(wanted, after.Length > 0 ? lines[row].IndexOf(after, StringComparison.Ordinal) : 0, StringComparison.Ordinal) + 1;
        return screen.App.Driver!.Contents![row, column].Attribute!.Value;
    }
}
