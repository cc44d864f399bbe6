using IntegrationHost.Client;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Linear;
using IntegrationHost.Console.Tests.Fakes;

namespace IntegrationHost.Console.Tests.Linear;

public sealed class LinearConsoleTests
{
    private const string Canary = "xoxb-CANARY7d1f93e2b5a84c06";

    [Fact]
    public void List_ByAFilter_SaysOneLineForEachInWords_AndANumberOpensTheDetail()
    {
        string said = Run("1 state:invalid\n1\n\nq\n", out _);
        Assert.Contains("1. STRIPE_EU: Stripe, staging, invalid, 1 module, tested 40m ago", said, StringComparison.Ordinal);
        Assert.Contains("verdict: Stripe refused the key: make a new one.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", said, StringComparison.Ordinal);
        Assert.DoesNotContain("✔", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_ByANumber_AddsTheAccountThatIsMissing_AndSaysNoSecret()
    {
        string said = Run("2 upload\n1\n1\n\n\n\n\n\n\nq\n", out FakeHost host, Canary);
        Assert.Contains("is stored and verified", said, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", said, StringComparison.Ordinal);
        Assert.Equal(Canary, host.ValuesOf("00000000-0000-4000-8000-000000000001")["botToken"]);
    }

    [Fact]
    public void Add_WithM_AsksForTheAddressAsWell()
    {
        string said = Run("3 slack\n1\n1\n\n\n\n\nm\nhttp://127.0.0.1:1234/api\n\nq\n", out FakeHost host, Canary);
        Assert.Contains("m to set Base URL", said, StringComparison.Ordinal);
        Assert.Contains("is stored and verified", said, StringComparison.Ordinal);
        Assert.Equal("http://127.0.0.1:1234/api", host.AddressOf("00000000-0000-4000-8000-000000000001"));
    }

    [Fact]
    public void Key_WhereALineIsAskedFor_IsToldWhereItBelongs()
    {
        string said = Run(Canary + "\nq\n", out _);
        Assert.Contains("That is a key of Slack. It is not kept", said, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_All_TellsEachAndTheSum()
    {
        string said = Run("4\n\nq\n", out _);
        Assert.Contains("8 of 8. VAULT: VALID: It works.", said, StringComparison.Ordinal);
        Assert.Contains("8 of 8 tested: 7 valid, 1 not tested.", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Delete_AsksAndIsUndone()
    {
        string said = Run("1 openai\n1\nx\ny\nu\nq\n", out FakeHost host);
        Assert.Contains("Stops running: Classify ticket (Support triage)", said, StringComparison.Ordinal);
        Assert.Contains("OPENAI is back with its links", said, StringComparison.Ordinal);
        Assert.Contains("restore", host.Calls);
    }

    [Fact]
    public void EndOfInput_AnywhereEndsTheConsole()
    {
        foreach (string script in new[] { "", "1\n", "3 slack\n1\n", "4\n" })
            Run(script, out _);
    }

    [Fact]
    public void HighContrast_OfAnyTwoColours_IsSevenToOneAtLeast()
    {
        Rgb[] colours = [Palette.Black, Palette.Orange, Palette.Peach, Palette.Lavender, Palette.Blue, Palette.Sky, Palette.Tan, Palette.Red, Palette.Green, Palette.Indigo, Palette.Night, Palette.Dusk, Palette.White, Palette.Grey, new(0x4A, 0x15, 0x4B)];
        foreach (Rgb text in colours)
        {
            foreach (Rgb block in colours)
            {
                (Rgb front, Rgb behind) = HighContrast.Of(text, block);
                Assert.True(HighContrast.Contrast(front, behind) >= 7, $"{text} on {block}: {HighContrast.Contrast(front, behind):0.0}");
            }
        }
    }

    private static string Run(string script, out FakeHost host, string? secret = null)
    {
        FixedTime time = new();
        host = SampleHost.Make(time);
        StringWriter said = new();
        LinearDialog dialog = new(new StringReader(script), said, () => secret);
        Assert.Equal(0, LinearConsole.Run(Task.FromResult<IIntegrationHostClient>(host), new ConsoleOptions(), dialog, time));
        return said.ToString();
    }
}
