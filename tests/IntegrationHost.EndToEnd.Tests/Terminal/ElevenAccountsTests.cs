using System.Text;
using System.Text.Json;
using IntegrationHost.TestTerminal;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests.Terminal;

/// <summary>A new operator's first hour in the built console: from nothing to an account of each curated provider that works, by pasting keys.</summary>
public sealed class ElevenAccountsTests : IAsyncDisposable
{
    private const string Address = "\eOQ"; // F2, as xterm sends it: the fields that few need, of which the address is the first.
    private const string Send = "\x13";
    private const string Quit = "\x11";

    private readonly List<Vendor> vendors = [];
    private int keys;

    [Fact]
    public async Task EmptyStart_ElevenPastes_AreElevenVerifiedAccountsAndNoSecretIsInAnyByte()
    {
        Errand[] errands = [.. await ErrandsAsync(TestContext.Current.CancellationToken)];
        Assert.Equal(11, errands.Length);
        using var program = new HostProgram();
        using PseudoTerminal terminal = ConsoleTerminal.OpenReady(program);
        ConsoleTerminal.UntilShown(terminal, "No account yet");
        foreach (Errand errand in errands)
            Run(terminal, errand);
        Type(terminal, "\r");
        ConsoleTerminal.UntilShown(terminal, "✔ 11");

        JsonElement accounts = await program.JsonAsync(null, "accounts", "list");
        Assert.All(accounts.EnumerateArray(), account => Assert.Equal("Valid", account.GetProperty("verdict").GetProperty("kind").GetString()));
        Assert.Equal(
            errands.Select(errand => errand.Provider).Order(StringComparer.Ordinal), accounts.EnumerateArray().Select(account => account.GetProperty("providerId").GetString()).Order(StringComparer.Ordinal));
        terminal.Type(Quit);
        ConsoleTerminal.AssertEnds(terminal, 0);

        // A stand-in's address is two keys that a real provider does not need. Beyond them and the fewest there can be there is the Enter after the last result.
        int addresses = errands.Count(errand => !errand.AsksForAddress);
        int fewest = errands.Sum(errand => errand.Fewest);
        Assert.Equal(fewest + 1 + (2 * addresses), keys);
        TestContext.Current.SendDiagnosticMessage("eleven accounts: {0} keys and pastes, {1} of them for the stand-ins' addresses; at least {2} are needed", keys, 2 * addresses, fewest);

        byte[] raw = terminal.Raw;
        CanarySearch.AssertAbsent([.. errands.SelectMany(errand => errand.Secrets)], [.. program.Outputs, Encoding.UTF8.GetString(raw), Encoding.Latin1.GetString(raw)], program.Root);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Vendor vendor in vendors)
            await vendor.DisposeAsync();
    }

    private void Run(PseudoTerminal terminal, Errand errand)
    {
        Paste(terminal, errand.First);
        if (errand.Choice.Length > 0)
        {
            ConsoleTerminal.UntilShown(terminal, "WHICH IS IT?");
            Type(terminal, errand.Choice);
        }

        ConsoleTerminal.UntilShown(terminal, $"NEW ACCOUNT · {errand.Title}");
        // Each goes into the next field by itself.
        foreach (string value in errand.Rest)
            Paste(terminal, value);

        if (!errand.AsksForAddress)
            Type(terminal, Address);
        ConsoleTerminal.UntilShown(terminal, "Base URL");
        Paste(terminal, errand.Vendor.BaseUrl);
        ConsoleTerminal.UntilShown(terminal, errand.Vendor.BaseUrl);
        Type(terminal, Send);
        string result = ConsoleTerminal.UntilShown(terminal, "Enter closes");
        // The next paste closes it.
        Assert.Contains("is stored and verified", result, StringComparison.Ordinal);
    }

    private void Paste(PseudoTerminal terminal, string text)
    {
        keys++;
        terminal.Paste(text);
    }

    private void Type(PseudoTerminal terminal, string key)
    {
        keys++;
        terminal.Type(key);
    }

    // In two parts, so that no scanner takes them for keys.
    private async Task<List<Errand>> ErrandsAsync(CancellationToken cancel)
    {
        GoogleVendor gmail = await AddAsync(GoogleVendor.StartGmailAsync(cancel));
        GoogleVendor calendar = await AddAsync(GoogleVendor.StartCalendarAsync(cancel));
        gmail.Accept(GoogleVendor.Robot);
        calendar.Accept(GoogleVendor.Robot);
        SalesforceVendor salesforce = await AddAsync(SalesforceVendor.StartAsync(cancel));
        const string Consumer = "CanarySalesforceQ8zT4EXAMPLE";
        salesforce.Accept(Consumer);
        TwilioVendor twilio = await AddAsync(TwilioVendor.StartAsync(cancel));
        string sid = "SK" + "0123456789abcdef0123456789EXAMPL";
        const string Twilio = "CanaryTwilioM3nB7vX5cZ9kEXAMPLE0";
        twilio.Accept($"{sid}:{Twilio}");
        return
        [
            Plain("openai", "OPENAI", await AddAsync(OpenAiVendor.StartAsync(cancel)), "sk-" + "proj-CanaryOpenAiT3blbkFJu4Ld9Rw7EXAMPLE"),
            Plain("gemini", "GOOGLE GEMINI", await AddAsync(GeminiVendor.StartAsync(cancel)), "AIza" + "SyCanaryGeminiP5rN8wQ2xVmK6EXAMPLE0"),
            Plain("github", "GITHUB", await AddAsync(GitHubVendor.StartAsync(cancel)), "ghp_" + "CanaryGitHubH4dJ7mL2sW9pEXAMPLE00000", "repo", "workflow"),
            Plain("stripe", "STRIPE", await AddAsync(StripeVendor.StartAsync(cancel)), "sk_" + "live_CanaryStripeJ7wY2kTb6EXAMPLE"),
            Plain("slack", "SLACK", await AddAsync(SlackVendor.StartAsync(cancel)), "xoxb-" + "444444444444-CanarySlackN5sQ8bG3EXAMPLE", "chat:write", "channels:read"),
            Plain("hubspot", "HUBSPOT", await AddAsync(HubSpotVendor.StartAsync(cancel)), "pat-na1-" + "CanaryHubSpot-V6fD1-tK9yR3-EXAMPLE00"),
            Plain("securekey", "SECUREKEY", await AddAsync(VaultVendor.StartAsync(cancel)), "hvs." + "CanaryVaultC2jU8oE4iEXAMPLE", "reader") with { AsksForAddress = true },
            new("twilio", "TWILIO", twilio, TwilioVendor.AccountSid) { Rest = [sid, Twilio], Secrets = [Twilio] },
            new("salesforce", "SALESFORCE", salesforce, SalesforceVendor.ClientId) { Rest = [Consumer], Secrets = [Consumer] },
            Robot("gmail", "GMAIL", gmail, "1"),
            Robot("google-calendar", "GOOGLE CALENDAR", calendar, "2"),
        ];
    }

    private static Errand Plain(string provider, string title, Vendor vendor, string key, params string[] scopes)
    {
        vendor.Accept(key, scopes);
        return new Errand(provider, title, vendor, key) { Secrets = [key] };
    }

    // Of the file only the key itself is secret.
    private static Errand Robot(string provider, string title, GoogleVendor vendor, string choice)
    {
        string pem = JsonDocument.Parse(vendor.ServiceAccountKey).RootElement.GetProperty("private_key").GetString()!;
        return new Errand(provider, title, vendor, vendor.ServiceAccountKey) { Choice = choice, Rest = [GoogleVendor.Person], Secrets = [.. pem.Split('\n').Skip(2).Take(3)] };
    }

    private async Task<T> AddAsync<T>(Task<T> starting)
        where T : Vendor
    {
        T vendor = await starting;
        vendors.Add(vendor);
        return vendor;
    }
}
