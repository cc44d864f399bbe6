using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Hosting;
using IntegrationHost.Console.Tests.Fakes;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

public sealed class TemplatesTests
{
    [Theory]
    [InlineData(120, 36)]
    [InlineData(80, 24)]
    public async Task Grid_OnTheWholeScreen_LooksAsStored(int width, int height)
    {
        using Screen screen = await SampleScreen.OpenAsync(width, height);
        screen.Type("3z");
        Snapshot.Match($"TemplatesZoomed-{width}x{height}", screen.Text);
    }

    // The best match comes first, and a few letters in order are enough.
    [Theory]
    [InlineData("sg", "SendGrid")]
    [InlineData("git", "GitHub")]
    [InlineData("mail", "Mailtrap")]
    [InlineData("payments", "Stripe")]
    [InlineData("bot token", "Slack")]
    public async Task Search_FewLetters_BestFirst(string search, string expected)
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/" + search);
        Assert.Equal(expected, screen.Model.Templates.Cards.Items[0].Name);
        Assert.Equal(expected, screen.Model.Templates.Cards.Selected?.Name);
    }

    // What a letter more leaves is looked for among what was left; it must come to the same as the whole search at once, and after a letter less.
    [Theory]
    [InlineData("github")]
    [InlineData("bot token")]
    [InlineData("pay st")]
    public async Task Search_LetterByLetter_FindsWhatTheWholeFinds(string search)
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3m/");
        for (int length = 1; length <= search.Length; length++)
        {
            screen.Type(search[(length - 1)..length]);
            Assert.Equal(await FoundAsync(search[..length]), Names(screen));
        }

        screen.Press(Key.Backspace);
        Assert.Equal(await FoundAsync(search[..^1]), Names(screen));
        screen.Press(Key.Esc);
        screen.Type("]/" + search);
        screen.Press(Key.Enter);
        string? category = screen.Model.Templates.Category;
        Assert.NotNull(category);
        Assert.All(screen.Model.Templates.Cards.Items, card => Assert.Equal(category, card.Provider.Category));

        static string[] Names(Screen screen) => [.. screen.Model.Templates.Cards.Items.Select(card => card.Key)];

        static async Task<string[]> FoundAsync(string search)
        {
            using Screen fresh = await SampleScreen.OpenAsync();
            fresh.Type("3m");
            fresh.Model.Templates.Filter.Set(search);
            fresh.Model.Templates.Refresh();
            return Names(fresh);
        }
    }

    [Fact]
    public async Task Links_OfATemplate_AreOpenedOrCopied()
    {
        FixedTime time = new();
        List<Uri> opened = [];
        bool sits = true;
        using Screen screen = Screen.Of(
            Task.FromResult<IntegrationHost.Client.IIntegrationHostClient>(SampleHost.Make(time)), time,
            options: new ConsoleOptions { OpenBrowser = address => { opened.Add(address); return sits; } });
        List<string> copied = [];
        screen.Model.Copying += copied.Add;
        await screen.RefreshAsync();
        screen.Type("3/stripe");
        screen.Press(Key.Enter);
        screen.Type("d");
        Assert.Equal("https://docs.stripe.example/", Assert.Single(opened).AbsoluteUri);
        Assert.Empty(copied);
        sits = false;
        screen.Type("o");
        Assert.Equal("https://dashboard.stripe.com/apikeys", Assert.Single(copied));
    }

    [Fact]
    public async Task Modules_AsCards_OpenTheirProvidersTemplate()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3m/twilio");
        screen.Press(Key.Enter);
        Assert.Contains("TEMPLATES · MODULES", screen.Text, StringComparison.Ordinal);
        screen.Press(Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · TWILIO");
    }

    [Fact]
    public async Task Search_AfterOneThatWasKept_BeginsAnew_AndBackspaceEditsIt()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("3/stripe");
        screen.Press(Key.Enter);
        screen.Type("/slack");
        Assert.Equal(("slack", "Slack"), (screen.Model.Templates.Filter.Text, screen.Model.Templates.Cards.Selected?.Name));
        screen.Press(Key.Enter);
        screen.Type("/");
        screen.Press(Key.Backspace);
        Assert.Equal("slac", screen.Model.Templates.Filter.Text);
        screen.Type("k");
        Assert.Equal("slack", screen.Model.Templates.Filter.Text);
    }

    [Theory]
    [InlineData("stripe", true)]
    [InlineData("nothing like it", false)]
    public async Task Footer_OffersWhatCanBeDone(string search, bool offered)
    {
        using Screen screen = await SampleScreen.OpenAsync(80, 24);
        screen.Type("3/" + search);
        screen.Press(Key.Enter);
        string footer = screen.Text.TrimEnd().Split('\n')[^1];
        Assert.Equal(offered, footer.Contains("Enter new", StringComparison.Ordinal));
        Assert.Contains("/ filter", footer, StringComparison.Ordinal);
    }

    // Not a time limit: a frame must not ask for more than what is in sight.
    [Fact]
    public async Task TenThousandCards_AreShownSearchedAndWalked()
    {
        FixedTime time = new();
        FakeHost host = new(time);
        ProviderCard sample = SampleCatalog.Providers[0];
        host.Catalog = [.. Enumerable.Range(0, 10_000).Select(number => sample with { Id = $"p{number:00000}", Name = $"Provider {number:00000}", Category = $"Category {number % 40}" })];
        using Screen screen = await Screen.ReadyAsync(host, time);
        screen.Type("3zG");
        Assert.Contains("PROVIDER 09999", screen.Text, StringComparison.Ordinal);
        screen.Type("/04711");
        screen.Press(Key.Enter);
        Assert.Equal("Provider 04711", screen.Model.Templates.Cards.Selected?.Name);
        Assert.Contains("1 of 10,000", screen.Text, StringComparison.Ordinal);
    }
}
