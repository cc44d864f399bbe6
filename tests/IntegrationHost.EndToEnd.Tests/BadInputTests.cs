using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>Bad input at the built program: a clear answer, the right exit code, no echo of a secret, nothing lost.</summary>
public sealed class BadInputTests(ServedProgram served) : IClassFixture<ServedProgram>
{
    private const string Secret = "xoxb-111111111111-CanaryBadInputR4vK9EXAMPLE";

    [Theory]
    [InlineData("accounts add nosuch --secret-stdin botToken", 2, "No provider has that id. Near it: ")]
    [InlineData("accounts add slack --kind nosuch --secret-stdin botToken", 2, "bot-token, user-token")]
    [InlineData("accounts add slack --secret-stdin nosuch", 2, "botToken, signingSecret")]
    [InlineData("accounts add slack --field botToken=" + Secret, 2, "--secret-stdin botToken")]
    [InlineData("accounts add slack --field nosuch=1 --secret-stdin botToken", 2, "--field takes KEY=VALUE")]
    [InlineData("accounts add stripe --secret-stdin secretKey", 2, "secretKey")]
    [InlineData("accounts add slack --base-url http://api.example.com --secret-stdin botToken", 2, "https")]
    [InlineData("accounts add slack --base-url https://user:pw@slack.com/api --secret-stdin botToken", 2, "baseUrl")]
    [InlineData("accounts show nosuch", 3, "accounts list")]
    [InlineData("accounts verify nosuch", 3, "accounts list")]
    [InlineData("accounts remove nosuch", 3, "accounts list")]
    [InlineData("modules import -", 2, "JSON")]
    [InlineData("modules import /nosuch/file.json", 2, "file.json")]
    [InlineData("modules link nosuch nosuch", 3, "accounts list")]
    [InlineData("modules execute nosuch", 3, "modules list")]
    [InlineData("modules unlink nosuch", 3, "modules list")]
    [InlineData("metadata validate -", 1, "cannot be read")]
    [InlineData("nosuch", 2, "nosuch")]
    public async Task Command_ThatCannotBeDone_SaysWhyAndWhatNext_AndStoresNothing(string command, int exitCode, string says)
    {
        HostProgram program = served.Program;
        HostRun run = await program.RunAsync(Secret + "\n", command.Split(' '));

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Output}{run.Error}");
        Assert.Contains(says, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        Assert.Empty((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());
    }

    [Fact]
    public async Task LengthOfAKey_OnlyWarns()
    {
        using var program = new HostProgram();
        JsonElement added = await program.JsonAsync("xoxb-1-EXAMPLE\n", "accounts", "add", "slack", "--secret-stdin", "botToken");
        Assert.Contains(added.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("14 characters", StringComparison.Ordinal));
        Assert.Single((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());
    }

    [Theory]
    [InlineData("""{ "provider": { "id": "acme", }, }""", "(1,29)", "IHG001")]
    [InlineData("{\n  \"provider\": {},\n  \"modulez\": []\n}", "(3,3)", "modules")]
    [InlineData("[]", "(1,1)", "IHG005")]
    [InlineData("[1]", "(1,2)", "IHG004")]
    [InlineData("{ \"x\": 1 }", "(1,1)", "IHG022")]
    public async Task Metadata_Malformed_IsLocated(string text, string place, string says)
    {
        HostProgram program = served.Program;
        string file = Path.Combine(program.Root, "acme.execmodules.json");
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        HostRun run = await program.RunAsync(null, "metadata", "validate", file);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(place, run.Output, StringComparison.Ordinal);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_Taken_IsSaidWithThePort_AndTheStoreStaysFree()
    {
        using var program = new HostProgram();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        HostRun run = await program.RunAsync(null, "serve", "--api-port", port);

        Assert.Equal(69, run.ExitCode);
        Assert.Contains(port, run.Error, StringComparison.Ordinal);
        await program.JsonAsync(null, "accounts", "list");
    }

    [Theory]
    [InlineData(VendorMode.Down503)]
    [InlineData(VendorMode.RedirectElsewhere)]
    [InlineData(VendorMode.Garbage)]
    [InlineData(VendorMode.CaptivePortal)]
    public async Task Provider_ThatDoesNotAnswerAsItself_LeavesTheKeyUndecided(VendorMode mode)
    {
        await using SlackVendor slack = await SlackVendor.StartAsync(TestContext.Current.CancellationToken);
        slack.Accept(Secret, "chat:write");
        slack.Mode = mode;
        using var program = new HostProgram();

        HostRun run = await program.RunAsync(
            Secret + "\n", "accounts", "add", "slack", "--base-url", slack.BaseUrl, "--secret-stdin", "botToken", "--verify", "--json");

        Assert.Equal(1, run.ExitCode);
        using var added = JsonDocument.Parse(run.Output);
        Assert.Equal("Indeterminate", added.RootElement.GetProperty("verdict").GetProperty("kind").GetString());
        JsonElement account = Assert.Single((await program.JsonAsync(null, "accounts", "list")).EnumerateArray());
        Assert.False(account.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task Killed_InTheMiddleOfImports_KeepsWhatItAcknowledged()
    {
        using var program = new HostProgram();
        using Process owner = program.Start(redirectInput: false, "serve");
        int acknowledged = 0;
        try
        {
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            string token = (await File.ReadAllTextAsync(Path.Combine(program.DataDirectory, "api.token"), TestContext.Current.CancellationToken)).Trim();
            using var client = Client.IntegrationHostClient.OverSocket(Path.Combine(program.DataDirectory, "run", "host.sock"), token);
            Task kill = Task.CompletedTask;
            try
            {
                while (acknowledged < 10_000)
                {
                    await client.ImportModulesAsync($$"""[{ "name": "Module {{acknowledged}}", "className": "SlackPostModule" }]""", TestContext.Current.CancellationToken);
                    acknowledged++;
                    if (acknowledged == 5)
                    {
                        // From here on it may come at any moment of a write.
                        kill = Task.Run(
                            async () =>
                            {
                                await Task.Delay(100);
                                owner.Kill();
                            },
                            TestContext.Current.CancellationToken);
                    }
                }
            }
            catch (Client.HostUnavailableException)
            {
                // That was the kill.
            }

            await kill;
        }
        finally
        {
            owner.Kill();
            await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.InRange(acknowledged, 5, 9_999);
        int stored = (await program.JsonAsync(null, "modules", "list")).GetArrayLength();
        Assert.InRange(stored, acknowledged, acknowledged + 1);
    }
}
