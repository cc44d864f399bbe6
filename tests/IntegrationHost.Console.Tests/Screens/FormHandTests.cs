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

    [Fact]
    public async Task Values_PastedOneAfterTheOther_FillFieldAfterField()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        ProviderCard twilio = screen.Model.Templates.Find("twilio")!;
        CredentialFieldCard field = twilio.CredentialKinds[0].Fields[0] with { Required = true };
        CredentialFieldCard key = field with { Key = "keySid", Label = "Key SID", Secret = false, Prefixes = ["SK"], Pattern = "SK[A-Za-z0-9]+" };
        CredentialFieldCard secret = field with { Key = "keySecret", Label = "Key secret", Secret = true, Prefixes = [], Pattern = "[A-Za-z0-9]+" };
        screen.Model.OpenTemplate(twilio with { CredentialKinds = [twilio.CredentialKinds[0] with { Fields = [key, secret] }] });
        screen.Paste("SK0123456789");
        screen.Paste("CANARY7d1f93e2b5a84c06");
        string text = screen.Text;
        Assert.Contains("SK0123456789", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("the paste went into Key secret", text, StringComparison.Ordinal);
        Assert.Contains("► STORE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondPaste_IntoTheSameField_TakesThePlaceOfTheFirst()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Model.OpenTemplate(screen.Model.Templates.Find("slack"));
        screen.Paste("xoxb-0123456789-wrongEXAMPLE");
        screen.Paste("xoxb-0123456789-EXAMPLE");
        TemplateFormModel form = Assert.IsType<TemplateFormModel>(screen.Model.Overlay);
        Assert.Equal("xoxb-0123456789-EXAMPLE", form.Fields.Single(field => field.Key == "botToken").Reveal());
    }

    [Fact]
    public async Task KeyOfAnotherProvider_PastedIntoAFieldThatShows_IsKeptOut()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Model.OpenTemplate(screen.Model.Templates.Find("stripe"), new TemplateStart { Environment = "production" });
        screen.Press(Key.Tab.WithShift, Key.Tab.WithShift);
        screen.Paste("xoxb-" + "CANARY7d1f93e2b5a84c06");
        string text = screen.Text;
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("not kept: it is a key of Slack, and Name shows what it holds", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_PastedIntoAPrompt_IsKeptOut()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        screen.Type("E");
        await screen.UntilAsync("EDIT · ");
        screen.Paste("xoxb-" + "CANARY7d1f93e2b5a84c06");
        string text = screen.Text;
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("paste not kept: it is a key of Slack", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonKey_PastedIntoAFieldOfAnotherKind_GoesToItsOwn()
    {
        using Screen screen = await SampleScreen.OpenAsync();
        ProviderCard gemini = screen.Model.Templates.Find("gemini")!;
        CredentialFieldCard field = gemini.CredentialKinds[0].Fields[0] with { Required = true };
        CredentialFieldCard client = field with { Key = "clientId", Label = "Client id", Secret = false, Prefixes = [], Pattern = "[A-Za-z0-9._-]+" };
        CredentialFieldCard json = field with { Key = "serviceAccountKey", Label = "Service account key", Secret = true, Prefixes = ["{"], Pattern = "[\\s\\S]*\"type\"\\s*:\\s*\"service_account\"[\\s\\S]*" };
        screen.Model.OpenTemplate(gemini with
        {
            CredentialKinds = [gemini.CredentialKinds[0] with { Id = "oauth", Name = "OAuth", Fields = [client] }, gemini.CredentialKinds[0] with { Id = "robot", Name = "Robot", Fields = [json] }],
        });
        screen.Paste("{\"type\":\"service_account\",\"private_key\":\"CANARY7d1f93e2\"}");
        string text = screen.Text;
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("the pasted key is of the kind Robot", text, StringComparison.Ordinal);
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
