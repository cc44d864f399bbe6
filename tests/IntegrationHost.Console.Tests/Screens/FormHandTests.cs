using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;
using Terminal.Gui.Input;

namespace IntegrationHost.Console.Tests.Screens;

/// <summary>What hands expect of forms and dialogs.</summary>
public sealed class FormHandTests
{
    [Fact]
    public async Task AllFields_InAShortForm_LeadToTheAddress_AndFewerBackToTheKey()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Model.OpenTemplate(screen.Model.Templates.Find("slack"), new TemplateStart { Brief = true });
        screen.RowsSent();
        screen.Press(Key.F2);
        string more = screen.Text;
        Assert.Contains("Base URL", more, StringComparison.Ordinal);
        screen.Type("/x");
        Assert.Contains(screen.Model.Overlay is TemplateFormModel form ? form.Fields.Single(field => field.Key == "baseUrl").Text : "", screen.Text, StringComparison.Ordinal);
        Assert.EndsWith("/x", ((TemplateFormModel)screen.Model.Overlay!).Fields.Single(field => field.Key == "baseUrl").Text, StringComparison.Ordinal);
        screen.Press(Key.F2);
        screen.Type("xoxb");
        FormField key = ((TemplateFormModel)screen.Model.Overlay!).Fields.First(field => field.Secret is not null);
        Assert.Equal(4, key.Secret!.Length);
    }

    [Fact]
    public async Task Form_WithoutMoreFields_OffersNone()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("7b");
        string text = await screen.UntilAsync("BACK UP");
        Assert.DoesNotContain("F2", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Esc_ThatAKeyFollowsAtOnce_IsBoth()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("?");
        Assert.NotNull(screen.Model.Overlay);
        screen.Press(Key.D5.WithAlt);
        Assert.Null(screen.Model.Overlay);
        Assert.Equal("plugins", screen.Model.PageId);
    }

    [Fact]
    public async Task Secret_PastedAfterTheNumber_GoesToTheKindItCompletes_AndIsNeverShown()
    {
        const string Token = "CANARY7d1f93e2b5a84c06d1f93e2b5a8";
        using Screen screen = await SampleScreen.OpenAsync();
        ProviderCard twilio = screen.Model.Templates.Find("twilio")!;
        CredentialFieldCard field = twilio.CredentialKinds[0].Fields[0] with { Required = true };
        CredentialFieldCard number = field with { Key = "accountSid", Label = "Account SID", Secret = false, Prefixes = ["AC"], Pattern = "AC[A-Za-z0-9]+" };
        CredentialFieldCard key = number with { Key = "keySid", Label = "Key SID", Prefixes = ["SK"], Pattern = "SK[A-Za-z0-9]+" };
        CredentialFieldCard secret = field with { Key = "keySecret", Label = "Key secret", Secret = true, Prefixes = [], Pattern = "[A-Za-z0-9]+" };
        CredentialFieldCard token = secret with { Key = "authToken", Label = "Auth token" };
        screen.Model.OpenTemplate(twilio with
        {
            CredentialKinds = [twilio.CredentialKinds[0] with { Id = "api-key", Name = "API key", Fields = [number, key, secret] }, twilio.CredentialKinds[0] with { Id = "auth-token", Name = "Auth token", Fields = [number, token] }],
        });
        screen.Paste("AC" + "0123456789abcdef0123456789abcdef");
        _ = screen.Text;
        screen.Paste(Token);
        string text = screen.Text;
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("went into Auth token", text, StringComparison.Ordinal);
        TemplateFormModel form = Assert.IsType<TemplateFormModel>(screen.Model.Overlay);
        Assert.Equal((1, Token.Length), (form.KindIndex, form.Fields.Single(one => one.Key == "authToken").Secret!.Length));
        Assert.Contains("► STORE", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 30)]
    [InlineData(120, 36)]
    [InlineData(200, 60)]
    public void Dashboard_OfAnySize_ShowsSomeAccountsAndARowOfCards(int width, int height)
    {
        DashboardLayout layout = DashboardLayout.Of(width, height, Region.Accounts);
        Assert.True(layout.Accounts.Height >= 7 && layout.Templates.Height >= 8 && layout.Templates.Bottom <= height - 4, $"{layout}");
    }

    [Fact]
    public async Task Form_AtTheLeastSize_LeavesItsFieldsRoom()
    {
        using Screen screen = await SampleScreen.OpenAsync(60, 16);
        screen.Model.OpenTemplate(screen.Model.Templates.Find("slack"));
        Assert.Contains("production", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one two", 5, "one|two")]
    [InlineData("a /very/long/path", 6, "a|/very/|long/p|ath")]
    [InlineData("", 6, "")]
    public void Wrap_OfAWordThatIsTooLong_BreaksItWhereTheLineEnds(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', Canvas.Wrap(text, width)));
}
