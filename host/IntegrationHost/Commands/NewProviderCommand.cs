using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntegrationHost.Authoring;
using IntegrationHost.Authoring.OpenApi;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Hosting;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary><c>new-provider</c>: a plugin project from four answers, or from an OpenAPI document.</summary>
internal static partial class NewProviderCommand
{
    public static Command Build(GlobalOptions global)
    {
        var name = new Option<string?>("--name") { Description = "Name of the provider, for people.", HelpName = "NAME" };
        var baseUrl = new Option<string?>("--base-url") { Description = "Address that every path is below, https.", HelpName = "URL" };
        var auth = new Option<string?>("--auth") { Description = "How requests authenticate: bearer, header or query (with --key-name), basic, or oauth2 (client credentials, with --token-url).", HelpName = "KIND" };
        auth.AcceptOnlyFromAmong(AuthDraft.Choices);
        var keyName = new Option<string?>("--key-name") { Description = "Header or query parameter that carries the key.", HelpName = "NAME" };
        var tokenUrl = new Option<string?>("--token-url") { Description = "Where tokens are given out: a path on the base URL's host, or an https address.", HelpName = "URL" };
        var smokePath = new Option<string?>("--smoke-path") { Description = "Path below the base URL that tells whose the credential is; read by GET.", HelpName = "PATH" };
        var openApi = new Option<string?>("--openapi") { Description = "OpenAPI document (3.0 to 3.2, Swagger 2; JSON or YAML) to take all of it from.", HelpName = "FILE|URL" };
        var output = new Option<string?>("--out") { Description = "Directory to write; must be empty or not there. Default: the provider's name, here.", HelpName = "DIR" };
        var most = new Option<int>("--max-modules") { Description = "Most modules to make of a document.", DefaultValueFactory = _ => new DraftWishes().MaxModules, HelpName = "NUMBER" };
        var command = new Command("new-provider", "Make the project of a provider plugin: asks, or takes options, or reads an OpenAPI document.") { name, baseUrl, auth, keyName, tokenUrl, smokePath, openApi, output, most };
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            var writer = new ResultWriter(System.Console.Out, parse.GetValue(global.Json));
            try
            {
                var wishes = new DraftWishes
                {
                    Name = parse.GetValue(name),
                    BaseUrl = parse.GetValue(baseUrl) is { } address ? Address(address) : null,
                    SmokePath = parse.GetValue(smokePath) is { } path ? SmokePath(path) : null,
                    MaxModules = Math.Clamp(parse.GetValue(most), 1, DraftWishes.MostModules),
                };
                ProviderDraft draft = parse.GetValue(openApi) is { } source
                    ? await FromDocumentAsync(source, wishes, cancellationToken)
                    : FromAnswers(wishes, parse.GetValue(auth), parse.GetValue(keyName), parse.GetValue(tokenUrl));
                draft = draft with { Notes = [.. Taken(draft.Names), .. draft.Notes] };
                string directory = Path.GetFullPath(parse.GetValue(output) ?? draft.Names.Project);
                if (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()))
                    throw new UsageException($"{directory} is not empty. Name another directory with --out.");

                (IReadOnlyList<string> files, IReadOnlyList<string> leftOut) = ProjectFolder.Write(directory, draft);
                Print(writer, new NewProviderReport(draft.Names.Id, draft.Names.Name, directory, draft.BaseUrl, [.. draft.Kinds.Select(kind => kind.KindId)], draft.SmokeTest.Path, draft.Modules.Count - leftOut.Count, files, [.. draft.Notes, .. leftOut]));
                return ExitCodes.Ok;
            }
            catch (DraftException failure)
            {
                throw new UsageException(failure.Message + " Nothing was written.");
            }
        }));
        return command;
    }

    private static async Task<ProviderDraft> FromDocumentAsync(string source, DraftWishes wishes, CancellationToken cancellationToken)
    {
        JsonObject root = await DocumentText.ReadAsync(source, cancellationToken);
        bool fetched = Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && address.Scheme == "https";
        return DocumentDraft.Of(root, wishes with { DocumentAddress = fetched ? address : null });
    }

    /// <summary>Tells at once what an operator would be told when the plugin is dropped in.</summary>
    private static IEnumerable<string> Taken(ProviderNames names)
    {
        using PluginHost plugins = PluginHost.Load(OwnedStore.PluginsDirectory, logger: null);
        if (plugins.Catalog.Providers.Any(provider => provider.Descriptor.Id == names.Id))
            yield return $"The program has a provider \"{names.Id}\" of its own, which no dropped-in plugin can replace. Make it under another name: run this again with --name, such as --name \"My {names.Name}\".";
    }

    private static ProviderDraft FromAnswers(DraftWishes wishes, string? auth, string? keyName, string? tokenUrl)
    {
        var names = ProviderNames.Of(wishes.Name ?? Ask("--name", "Name of the provider", null, Given));
        string baseUrl = wishes.BaseUrl ?? Ask("--base-url", "Base URL (https)", null, Address);
        string scheme = auth is null ? Ask("--auth", $"How requests authenticate ({string.Join(", ", AuthDraft.Choices)})", "bearer", Scheme) : Scheme(auth);

        var kind = new AuthDraft(scheme)
        {
            Name = scheme is "header" or "query" ? keyName ?? Ask("--key-name", "Header or parameter that carries the key", scheme == "header" ? "X-Api-Key" : "key", Given) : "",
            TokenUrl = scheme == "oauth2" ? tokenUrl ?? Ask("--token-url", "Where tokens are given out", "/oauth/token", Given) : "",
        };
        string path = wishes.SmokePath ?? Ask("--smoke-path", "Path that tells whose the credential is", "/me", SmokePath);
        var smokeTest = new SmokeTestDraft(path)
        {
            ErrorCodePath = "error",
            IdentityPaths = ["id"],
        };
        return new ProviderDraft
        {
            Names = names,
            Description = $"What {names.Name} is, in one sentence.",
            BaseUrl = baseUrl,
            DocsUrl = new Uri(baseUrl).GetLeftPart(UriPartial.Authority) + "/",
            Kinds = [kind],
            SmokeTest = smokeTest,
            Modules = [ReadModule(names, path)],
            Notes =
            [
                "What the provider answers (\"id\" in a good answer, \"error\": \"unauthorized\" in a bad one) is a guess: call the smoke test once with a good and once with a bad credential, and correct \"rules\" and replies/.",
                "\"docsUrl\" and \"manageUrl\" are guesses: name the pages on authentication, and on which credentials are made.",
                "There is one module, which reads the smoke test's path; describe what workflows need.",
            ],
        };
    }

    private static JsonObject ReadModule(ProviderNames names, string path) => new()
    {
        ["moduleClass"] = $"com.example.{names.Id.Replace("-", "", StringComparison.Ordinal)}.{names.Class}ReadModule",
        ["moduleType"] = names.Id + ".read",
        ["name"] = "Read the account",
        ["category"] = "Other",
        ["description"] = "Reads the account that the credential belongs to.",
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(
            new JsonObject { ["name"] = "id", ["type"] = "string", ["description"] = "Its id.", ["jsonPath"] = "id" },
            new JsonObject { ["name"] = "answer", ["type"] = "json", ["description"] = "All that the provider tells.", ["jsonPath"] = "$" }),
        ["operation"] = new JsonObject { ["method"] = "GET", ["path"] = path.Split('?')[0], ["body"] = "none", ["error"] = new JsonObject { ["code"] = "error", ["message"] = "message" } },
    };

    private static void Print(ResultWriter writer, NewProviderReport report) => writer.Write(report, () =>
    {
        writer.Line($"{report.Name}: {report.Files.Count} files in {report.Directory}");
        writer.Line($"  base URL     {report.BaseUrl}");
        writer.Line($"  credentials  {string.Join(", ", report.Kinds)}");
        writer.Line($"  smoke test   GET {report.SmokePath}");
        writer.Line($"  modules      {report.Modules}");
        writer.Line();
        writer.Line("What could not be derived, and is yours to correct:");
        foreach (string note in report.Notes)
            writer.Line("  - " + note);
        writer.Line();
        writer.Line($"Next: cd {report.Directory} && dotnet build && dotnet test; its README.md goes on from there.");
    });

    /// <summary>Asks until the answer can be used; the end of the input ends it.</summary>
    private static string Ask(string option, string question, string? otherwise, Func<string, string> check)
    {
        if (System.Console.IsInputRedirected)
            throw new UsageException($"Add {option}, or run this on a terminal to be asked.");

        while (true)
        {
            System.Console.Error.Write(TerminalText.Clean(otherwise is null ? $"{question}: " : $"{question} [{otherwise}]: "));
            string line = System.Console.ReadLine() ?? throw new UsageException($"{question}: nothing was given.");
            try
            {
                return check(line.Trim() is { Length: > 0 } answer ? answer : otherwise ?? "");
            }
            catch (UsageException failure)
            {
                System.Console.Error.WriteLine("  " + failure.Message);
            }
        }
    }

    private static string Given(string text) => text.Length > 0 ? text : throw new UsageException("Something must be given.");

    private static string Scheme(string text) =>
        AuthDraft.Choices.Contains(text) ? text : throw new UsageException($"Requests authenticate by one of: {string.Join(", ", AuthDraft.Choices)}.");

    private static string Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address is { Scheme: "https", IsDefaultPort: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 } && address.Host.Contains('.', StringComparison.Ordinal)
            ? text.TrimEnd('/')
            : throw new UsageException("The base URL must be an absolute https address without port, user name and query, such as https://api.example.com/v1. Accounts can have another address, with a port (accounts add --base-url).");

    private static string SmokePath(string text) => PlainPath().IsMatch(text) && !SmokeTestChoice.WalksUp(text.Split('?')[0]) ? text : throw new UsageException("The path of the smoke test begins with one \"/\" and is below the base URL, such as /me or /users?limit=1.");

    [GeneratedRegex(@"^/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*$")]
    private static partial Regex PlainPath();
}
