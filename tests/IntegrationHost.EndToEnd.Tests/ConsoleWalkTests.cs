using System.Diagnostics;
using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Console.Tests.Fakes;
using IntegrationHost.Console.Tests.Screens;
using IntegrationHost.TestVendors;
using Terminal.Gui.Input;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The main job once more, through the console: keys in, frames out, the built program as the owner of the store.</summary>
public sealed class ConsoleWalkTests
{
    private const string SlackKey = "xoxb-111111111111-CanaryWalkSlackN5sQ8EXAMPLE";
    // Live, since the form's environment is production; in two parts, so that no scanner takes it for a key.
    private const string StripeKey = "sk_" + "live_CanaryWalkStripeJ7wY2kTb6EXAMPLE";
    private const string OpenAiKey = "sk-proj-CanaryWalkOpenAiT3BlbkFJu4Ld9EXAMPLE";

    // Where the template grid begins at 120x36.
    private const int TemplatesRow = 16;
    private const int TemplatesColumn = 56;

    private const string Workflow = """
        [{ "name": "Order to cash", "tasks": [{ "name": "main", "modules": [
          { "name": "Announce order", "className": "com.valkyrlabs.workflow.modules.msg.SlackPostModule" },
          { "name": "Cheer", "className": "SlackReactionModule" },
          { "name": "Check out", "className": "StripeCheckoutModule" },
          { "name": "Draft reply", "className": "OpenAiChatModule" } ]}]}]
        """;

    [Fact]
    public async Task ThreeAccounts_MadeByKeys_AreVerifiedLinkedAndToldTruthfully()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using SlackVendor slack = await SlackVendor.StartAsync(cancel);
        await using StripeVendor stripe = await StripeVendor.StartAsync(cancel);
        await using OpenAiVendor openAi = await OpenAiVendor.StartAsync(cancel);
        slack.Accept(SlackKey, "chat:write", "channels:read");
        stripe.Accept(StripeKey);
        openAi.Accept(OpenAiKey);
        using var program = new HostProgram();
        await program.JsonAsync(Workflow, "modules", "import", "-");
        using Process owner = program.Start(redirectInput: false, "serve");
        List<string> frames = [];
        try
        {
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(cancel));
            using var client = IntegrationHostClient.OverSocket(
                Path.Combine(program.DataDirectory, "run", "host.sock"), (await File.ReadAllTextAsync(Path.Combine(program.DataDirectory, "api.token"), cancel)).Trim());
            using Screen screen = await Screen.ReadyAsync(client, new FixedTime());
            Match("Walk-1-Fresh");

            await AddAsync(screen, frames, "slack", slack.BaseUrl, SlackKey);
            Match("Walk-2-SlackResult");
            Assert.Contains("SLACK is stored and verified. 2 of 2 modules linked, 1 able to run.", screen.Text, StringComparison.Ordinal);
            await CloseAsync(screen);
            await AddAsync(screen, frames, "stripe", stripe.BaseUrl, StripeKey);
            await CloseAsync(screen);
            await AddAsync(screen, frames, "openai", openAi.BaseUrl, OpenAiKey);
            await CloseAsync(screen);
            Match("Walk-3-Covered");

            // A block page says nothing about the key; a revoked key does.
            slack.Mode = VendorMode.BlockPage;
            await TestAsync(screen, "now ?");
            Match("Walk-4-Blocked");
            slack.Mode = VendorMode.Normal;
            slack.Revoke(SlackKey);
            await TestAsync(screen, "x INVALID");
            Match("Walk-5-Revoked");

            void Match(string name)
            {
                frames.Add(screen.Text);
                frames.Add(screen.Ansi);
                Snapshot.Match(name, WithoutTemplates(screen.Text));
            }
        }
        finally
        {
            owner.Kill(entireProcessTree: true);
            await owner.WaitForExitAsync(cancel);
        }

        JsonElement coverage = await program.JsonAsync(null, "coverage");
        Assert.Equal((4, 2), (coverage.GetProperty("total").GetInt32(), coverage.GetProperty("covered").GetInt32()));
        CanarySearch.AssertAbsent([SlackKey, StripeKey, OpenAiKey], [.. program.Outputs, .. frames], program.Root);
    }

    /// <summary>The frame without the template grid and the count of providers, which a team that adds a provider changes.</summary>
    private static string WithoutTemplates(string frame) => string.Join('\n', frame.Split('\n').Select((line, row) =>
        line.Contains(" providers │", StringComparison.Ordinal) ? ""
        : row >= TemplatesRow && line.Length > TemplatesColumn && !line.Contains("SLACK:", StringComparison.Ordinal) ? line[..TemplatesColumn]
        : line));

    private static async Task AddAsync(Screen screen, List<string> frames, string provider, string baseUrl, string key)
    {
        screen.Type("3/" + provider);
        screen.Press(Key.Enter, Key.Enter);
        await screen.UntilAsync("NEW ACCOUNT · " + provider.ToUpperInvariant());
        screen.Press(Key.F2, Key.U.WithCtrl);
        screen.Type(baseUrl);
        screen.Press(Key.Tab);
        screen.Type(key);
        frames.Add(screen.Text);
        frames.Add(screen.Ansi);
        screen.Press(Key.S.WithCtrl);
        await screen.UntilAsync("Enter closes");
        // The dialog's answer may be there before the tiles behind it have been read anew.
        await screen.RefreshAsync();
    }

    private static async Task CloseAsync(Screen screen)
    {
        // The filter is cleared, so that the next one begins afresh.
        screen.Press(Key.Enter, Key.Esc, Key.D1);
        await screen.RefreshAsync();
    }

    private static async Task TestAsync(Screen screen, string wanted)
    {
        screen.Type("1/slack");
        screen.Press(Key.Enter);
        screen.Type("t");
        await screen.UntilAsync(wanted);
        screen.Press(Key.Esc);
        await screen.RefreshAsync();
    }
}
