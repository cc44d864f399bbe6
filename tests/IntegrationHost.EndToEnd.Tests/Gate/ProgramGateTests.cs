using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHost.Canaries;
using IntegrationHost.TestVendors;

namespace IntegrationHost.EndToEnd.Tests.Gate;

/// <summary>The canary gate on the program as it is shipped: secrets go in through commands and the API of a running process, and whatever it printed, answered, kept or left is searched.</summary>
public sealed partial class ProgramGateTests
{
    private const string ModuleId = "7a6c2d1e-0000-4000-8000-0000000000e1";

    private readonly List<Canary> canaries = [];
    private readonly List<(string Channel, string Text)> answers = [];
    private readonly HashSet<string> shownOnce = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PlantedSecrets_ComeOutOfTheRunningProgramNowhere()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It looks into /proc.");
        await using SlackVendor slack = await SlackVendor.StartAsync(Cancel);
        using var echo = new EchoingProvider();
        using var program = new HostProgram();
        DirectoryInfo elsewhere = Directory.CreateTempSubdirectory("ih-gate-");
        using Process owner = program.Start(redirectInput: false, "serve");
        List<string> printed = [];
        try
        {
            printed.Add(await owner.StandardOutput.ReadLineAsync(Cancel) ?? throw new InvalidOperationException(await owner.StandardError.ReadToEndAsync(Cancel)));
            Task<string> output = owner.StandardOutput.ReadToEndAsync(CancellationToken.None), error = owner.StandardError.ReadToEndAsync(CancellationToken.None);
            string token = (await File.ReadAllTextAsync(Path.Combine(program.DataDirectory, "api.token"), Cancel)).Trim();
            using HttpClient http = OverSocket(Path.Combine(program.DataDirectory, "run", "host.sock"), token);

            string account = await PlantByCommandAsync(program, slack, echo, elsewhere.FullName);
            await PlantByApiAsync(http, slack, account);
            await MisplaceAsync(program, http, account);
            await AskEveryAddressAsync(http, account);
            await program.RunAsync(Plant("upstream token").Value, "upstream", "set", "http://127.0.0.1:9/v1", "--token-stdin");
            await AskAsync(http, HttpMethod.Post, "/api/backup", """{ "label": "gate" }""", saveTo: Path.Combine(program.Root, "backup.zip"));
            answers.Add(("audit export", (await program.RunAsync(null, "audit", "export")).Output));
            answers.Add(("process", await File.ReadAllTextAsync($"/proc/{owner.Id}/cmdline", Cancel) + await File.ReadAllTextAsync($"/proc/{owner.Id}/environ", Cancel)));

            // While it runs, the log of the database is full and nothing was tidied up; afterwards all is on the disk.
            var scanner = new CanaryScanner(canaries);
            scanner.ScanFiles("files while it runs", program.Root);
            Signal(owner);
            await owner.WaitForExitAsync(Cancel);
            printed.AddRange([await output, await error]);
            Search(scanner, program, printed);
        }
        finally
        {
            if (!owner.HasExited)
                owner.Kill(entireProcessTree: true);
            await owner.WaitForExitAsync(CancellationToken.None);
            elsewhere.Delete(recursive: true);
        }
    }

    private void Search(CanaryScanner scanner, HostProgram program, List<string> printed)
    {
        scanner.ScanFiles("files afterwards", program.Root);
        foreach ((string channel, string text) in answers.Where(answer => !shownOnce.Contains(answer.Text)))
            scanner.Scan(channel, text);
        foreach (string text in program.Outputs.Where(text => !shownOnce.Contains(text)))
            scanner.Scan("output of commands", text);
        foreach (string text in printed)
            scanner.Scan("output of serve", text);

        foreach ((string channel, long bytes) in scanner.Scanned)
            TestContext.Current.SendDiagnosticMessage($"Program gate: {channel,-22} {bytes,10} bytes, {scanner.Hits.Count(hit => hit.Channel == channel)} hits.");
        TestContext.Current.SendDiagnosticMessage($"Program gate: {canaries.Count} secrets, {answers.Count} answers.");
        Assert.Equal(
            new HashSet<string> { "files while it runs", "files afterwards", "http", "audit export", "process", "output of commands", "output of serve" },
            scanner.Scanned.Where(entry => entry.Value > 0).Select(entry => entry.Key).ToHashSet());
        Assert.Empty(scanner.Hits.Select(hit => $"{hit.Path} in {hit.Channel}, as {hit.Encoding}").Distinct());

        // The control: each secret in each encoding, put where the program could have left it.
        int missed = 0, planted = 0;
        string place = Path.Combine(program.DataDirectory, "planted");
        foreach (Canary canary in canaries)
        {
            foreach ((_, byte[] bytes, _) in CanaryEncodings.Of(canary))
            {
                planted++;
                File.WriteAllBytes(place, [.. "rows "u8, .. bytes, .. " rows"u8]);
                var control = new CanaryScanner([canary]);
                control.Scan("control", File.ReadAllBytes(place));
                missed += control.Hits.Count > 0 ? 0 : 1;
            }
        }

        // And one file of the running store at that: what is planted in the database is found by the same walk over the files.
        File.WriteAllText(place, canaries[0].Value);
        scanner.ScanFiles("control", program.Root);
        Assert.Contains(scanner.Hits, hit => hit.Channel == "control" && hit.Path == canaries[0].Path);
        TestContext.Current.SendDiagnosticMessage($"Program gate: {planted} planted on purpose, {missed} missed.");
        Assert.Equal(0, missed);
    }

    private Canary Plant(string path, string prefix = "")
    {
        Canary canary = Canary.Make(path, prefix);
        canaries.Add(canary);
        return canary;
    }

    /// <summary>Every command that takes a secret. A vendor that knows the key proves that it arrived as it was typed.</summary>
    private async Task<string> PlantByCommandAsync(HostProgram program, SlackVendor slack, EchoingProvider echo, string elsewhere)
    {
        Canary Known(string path)
        {
            Canary canary = Plant(path, "xoxb-");
            slack.Accept(canary.Value, "chat:write");
            return canary;
        }

        static void Arrived(JsonElement verdict) => Assert.Equal("Valid", verdict.GetProperty("kind").GetString());

        JsonElement added = await program.JsonAsync(
            Known("accounts add --secret-stdin").Value + "\n", "accounts", "add", "slack", "--base-url", slack.BaseUrl, "--secret-stdin", "botToken", "--verify");
        Arrived(added.GetProperty("verdict"));
        string id = added.GetProperty("account").GetProperty("id").GetString()!;
        await program.JsonAsync(Known("accounts set-secret --stdin").Value + "\n", "accounts", "set-secret", id, "botToken", "--stdin");
        Arrived(await program.JsonAsync(null, "accounts", "verify", id));
        Arrived((await program.JsonAsync(Known("accounts add --paste").Value + "\n", "accounts", "add", "--paste", "--base-url", slack.BaseUrl, "--verify")).GetProperty("verdict"));

        // Two sources of an import: a variable of the command's process, and a file that is not the program's.
        program.Variables["SLACK_BOT_TOKEN"] = Known("import of a variable").Value;
        await program.RunAsync(null, "accounts", "import", "--only", "slack", "--base-url", slack.BaseUrl);
        program.Variables.Remove("SLACK_BOT_TOKEN");
        string env = Path.Combine(elsewhere, ".env");
        await File.WriteAllTextAsync(env, $"SLACK_BOT_TOKEN={Known("import of a file").Value}\n", Cancel);
        await program.RunAsync(null, "accounts", "import", "--only", "slack", "--base-url", slack.BaseUrl, "--env-file", env);
        Assert.Equal(4, (await program.JsonAsync(null, "accounts", "list")).GetArrayLength());

        // Providers that give back what they were sent.
        foreach (bool redirects in new[] { false, true })
        {
            echo.Redirects = redirects;
            Canary echoed = Plant(redirects ? "provider redirects" : "provider echoes", "xoxb-");
            HostRun run = await program.RunAsync(echoed.Value + "\n", "accounts", "add", "slack", "--name", redirects ? "R" : "E", "--base-url", echo.BaseUrl, "--secret-stdin", "botToken", "--verify");
            Assert.Equal(echoed.Value, echo.LastKey);
            Assert.DoesNotContain("\"Valid\"", run.Output, StringComparison.Ordinal);
        }

        // What unlocks the store, logs in and acts: the one answer that shows it is what it was made for.
        await program.JsonAsync(Plant("passphrase").Value, "keys", "add", "--passphrase-stdin");
        HostRun recovery = await program.RunAsync(null, "keys", "add", "--recovery-code");
        shownOnce.Add(recovery.Output);
        string code = Groups().Match(recovery.Output).Value;
        Assert.NotEqual("", code);
        canaries.Add(new Canary("recovery code", code, code));
        await program.JsonAsync(null, "principals", "add", "canary");
        HostRun made = await program.RunAsync(null, "tokens", "create", "t", "--for", "canary", "--scope", "accounts:read");
        shownOnce.Add(made.Output);
        canaries.Add(new Canary("API token", made.Output.Trim(), made.Output.Trim()[10..53]));
        await program.RunAsync(Plant("password").Value, "principals", "password", "canary", "--stdin");
        await program.RunAsync(Plant("audit hash").Value, "audit", "hash");
        return id;
    }

    private async Task PlantByApiAsync(HttpClient http, SlackVendor slack, string account)
    {
        async Task ArrivedAsync(string id) => Assert.Contains("\"Valid\"", await AskAsync(http, HttpMethod.Post, $"/api/accounts/{id}/verify", ""), StringComparison.Ordinal);
        Canary Known(string path)
        {
            Canary canary = Plant(path, "xoxb-");
            slack.Accept(canary.Value, "chat:write");
            return canary;
        }

        string made = await AskAsync(http, HttpMethod.Post, "/api/accounts", $$"""{ "providerId": "slack", "name": "API", "baseUrl": "{{slack.BaseUrl}}", "fields": { "botToken": "{{Known("POST /api/accounts").Value}}" } }""");
        await ArrivedAsync(JsonDocument.Parse(made[made.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("account").GetProperty("id").GetString()!);
        await AskAsync(http, HttpMethod.Put, $"/api/accounts/{account}/fields", $$"""{ "fields": { "botToken": "{{Known("PUT /api/accounts/fields").Value}}" } }""");
        await ArrivedAsync(account);
        await AskAsync(http, HttpMethod.Patch, $"/v1/IntegrationAccount/{account}", $$"""{ "apiKey": "{{Known("PATCH /v1/IntegrationAccount").Value}}" }""");
        await ArrivedAsync(account);
        await AskAsync(http, HttpMethod.Post, "/v1/IntegrationAccount", $$"""{ "accountName": "MAIL", "apiKey": "{{Plant("POST /v1/IntegrationAccount").Value}}", "password": "{{Plant("password of /v1").Value}}" }""");
        await AskAsync(http, HttpMethod.Post, "/v1/SecureKey", $$"""{ "algorithm": "AES", "version": "1", "keyValue": "{{Plant("POST /v1/SecureKey").Value}}", "status": "ACTIVE" }""");
        await AskAsync(http, HttpMethod.Post, "/v1/LlmDetails", $$"""{ "name": "m", "provider": "other", "apiType": "other", "apiKey": "{{Plant("POST /v1/LlmDetails").Value}}" }""");
        await AskAsync(http, HttpMethod.Post, "/api/modules/import", $$"""[{ "id": "{{ModuleId}}", "name": "Post", "className": "SlackPostModule", "integrationAccount": { "id": "{{account}}", "apiKey": "{{Plant("import, nested").Value}}" } }]""");
        string webhook = await AskAsync(http, HttpMethod.Post, "/api/webhooks", """{ "url": "http://127.0.0.1:9/" }""");
        shownOnce.Add(webhook);
        string secret = Whsec().Match(webhook).Value;
        Assert.NotEqual("", secret);
        canaries.Add(new Canary("webhook secret", secret, secret[6..]));
        await AskAsync(http, HttpMethod.Post, "/api/unseal", $$"""{ "key": "{{Plant("wrong unseal").Value}}" }""");
        await AskAsync(http, HttpMethod.Post, "/v1/auth/login", $$"""{ "username": "canary", "password": "{{Plant("wrong password").Value}}" }""");
    }

    /// <summary>Secrets where none belongs.</summary>
    private async Task MisplaceAsync(HostProgram program, HttpClient http, string account)
    {
        string Misplace(string path) => Plant(path, "sk_" + "live_").Value;
        foreach (string[] arguments in new string[][]
        {
            ["accounts", "add", Misplace("argument: provider")], ["accounts", "add", "slack", "--field", $"botToken={Misplace("argument: field")}"], ["accounts", "show", Misplace("argument: id")],
            ["accounts", "add", "slack", "--name", Misplace("argument: name")],
        })
        {
            Assert.NotEqual(0, (await program.RunAsync(null, arguments)).ExitCode);
        }

        await program.RunAsync(Misplace("unknown key pasted") + "\n", "accounts", "add", "--paste");
        foreach (string route in new[] { "/api/accounts", "/v1/IntegrationAccount", "/api/quick-create", "/api/tokens", "/api/audit/segments/check", $"/api/accounts/{account}/links" })
        {
            string wrong = Misplace($"wrong place in {route}");
            await AskAsync(http, HttpMethod.Post, route, $$"""{ "{{wrong}}": "{{wrong}}" }""");
            await AskAsync(http, HttpMethod.Post, route, $$"""{ "name": "{{wrong}}", "providerId": "slack", "fields": { "{{wrong}}": "{{wrong}}" } }""");
            await AskAsync(http, HttpMethod.Post, route, $$"""{ "accountName": "{{wrong}}", "accountName": "{{wrong}}", "fields": { "botToken": "{{wrong}}" """);
            await AskAsync(http, HttpMethod.Post, $"{route}?{wrong}={wrong}", "{}");
            await AskAsync(http, HttpMethod.Get, $"{route}/{wrong}", null);
        }
    }

    /// <summary>Every address of the host's own documents that reads.</summary>
    private async Task AskEveryAddressAsync(HttpClient http, string account)
    {
        string document = await AskAsync(http, HttpMethod.Get, "/openapi/v1.json", null);
        JsonElement paths = JsonDocument.Parse(document[document.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("paths");
        int asked = 0;
        foreach (JsonProperty path in paths.EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _) && path.Name.TrimEnd('/') != "/api/events"))
        {
            foreach (string id in path.Name.Contains("{id}", StringComparison.Ordinal) ? [account, ModuleId] : new[] { account })
            {
                asked++;
                await AskAsync(http, HttpMethod.Get, Placeholder().Replace(path.Name, id), null);
            }
        }

        Assert.True(asked > 40, $"Only {asked} addresses.");
    }

    private async Task<string> AskAsync(HttpClient http, HttpMethod method, string path, string? json, string? saveTo = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        else if (method != HttpMethod.Get)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        if (json is { Length: > 0 })
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        for (int attempt = 0; ; attempt++)
        {
            using HttpRequestMessage again = await CopyAsync(request);
            using HttpResponseMessage response = await http.SendAsync(again, Cancel);
            byte[] body = await response.Content.ReadAsByteArrayAsync(Cancel);
            if ((int)response.StatusCode == 429 && attempt < 50)
            {
                // More than a person asks; the host's own limit.
                await Task.Delay(200, Cancel);
                continue;
            }

            Assert.True((int)response.StatusCode != 500, $"{method} {path.Split('?')[0].Length} characters: 500");
            if (saveTo is not null)
                await File.WriteAllBytesAsync(saveTo, body, Cancel);
            string answer = $"{(int)response.StatusCode} {response.Headers}{response.Content.Headers}{(saveTo is null ? Encoding.UTF8.GetString(body) : "")}";
            answers.Add(("http", answer));
            return answer;
        }
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach ((string name, IEnumerable<string> values) in request.Headers)
            copy.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is not null)
            copy.Content = new StringContent(await request.Content.ReadAsStringAsync(Cancel), Encoding.UTF8, "application/json");
        return copy;
    }

    private static HttpClient OverSocket(string path, string token)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        var http = new HttpClient(handler) { BaseAddress = new Uri("http://localhost/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>Asks the program to end by itself, so that its last words are heard, too.</summary>
    private static void Signal(Process process)
    {
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    [GeneratedRegex("([0-9A-Z]{5}-){7}[0-9A-Z]{5}")]
    private static partial Regex Groups();

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]+")]
    private static partial Regex Whsec();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}
