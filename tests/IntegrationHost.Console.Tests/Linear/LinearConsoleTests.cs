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
    public void Coverage_WhereAnAccountFits_LinksItAndUndoes()
    {
        string said = Run("2 find channel\n1\n1\nu\nq\n", out _, before: host => host.AddAccount("a9", "SLACK", "slack", "production", host.Verdict("Valid", "The token works.", TimeSpan.FromHours(1))));
        Assert.Contains("1. Link SLACK, production, valid", said, StringComparison.Ordinal);
        Assert.Contains("2. Make a new account", said, StringComparison.Ordinal);
        Assert.Contains("Find channel is linked to SLACK", said, StringComparison.Ordinal);
        Assert.Contains("Find channel is as it was", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_WhereTheLinkedAccountIsAtFault_OpensIt()
    {
        string said = Run("2 list invoices\n1\n\nq\n", out _);
        Assert.Contains("List invoices is linked to STRIPE_EU: ", said, StringComparison.Ordinal);
        Assert.Contains("STRIPE_EU: t test, e replace secret", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b", false)]
    [InlineData("", true)]
    public void Kinds_EnterTakesTheUsualOneAndAnythingElseGoesBack(string answer, bool goesOn)
    {
        string said = Run($"3 slack\n1\n{answer}\n", out _);
        Assert.Contains("Number, Enter for Bot token, or b to go back:", said, StringComparison.Ordinal);
        Assert.Equal(goesOn, said.Contains("NEW ACCOUNT", StringComparison.Ordinal));
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

    private static string Run(string script, out FakeHost host, string? secret = null, Action<FakeHost>? before = null)
    {
        FixedTime time = new();
        host = SampleHost.Make(time);
        before?.Invoke(host);
        StringWriter said = new();
        LinearDialog dialog = new(new StringReader(script), said, () => secret);
        Assert.Equal(0, LinearConsole.Run(Task.FromResult<IIntegrationHostClient>(host), new ConsoleOptions(), dialog, time));
        return said.ToString();
    }
}
