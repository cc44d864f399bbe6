using System.Diagnostics;
using IntegrationHost.Contracts;
using IntegrationHost.Generators.Tests.Samples;

namespace IntegrationHost.Generators.Tests.Generation;

/// <summary>A project of someone else's, built and run through the command line, whose program uses what was generated.</summary>
public sealed class SandboxTests
{
    private static readonly string[] Analyzers = ["IntegrationHost.Generators.dll", "IntegrationHost.Metadata.dll", "Scriban.Signed.dll"];

    private const string Program = """"
        using System.Text;
        using IntegrationHost.Contracts.Channels;
        using IntegrationHost.Contracts.Generated;
        using Sandbox.Acme;
        using Sandbox.Depot;
        using Sandbox.Harbor;

        var order = new DepotOrderInput { Mode = DepotOrderMode.SeaFreight, Address = new DepotOrderAddress { Street = "Quay 1", Kind = DepotOrderAddressKind.Office }, Session = "s-1", Day = new DateOnly(2026, 1, 31) };
        Console.WriteLine(order.ToJson());
        Console.WriteLine(order);
        Console.WriteLine(string.Join(" ", (order with { Mode = DepotOrderMode.Air }).Validate().Select(problem => problem.Field)));
        Console.WriteLine(order == order with { });
        Console.WriteLine(order.Words);

        var channel = new Script("""{ "order": { "id": "o-1", "day": "2026-02-01", "parcels": [{ "code": "p", "state": "sent", "weight": 1.5 }] } }""");
        var result = await new DepotOrderModule().ExecuteAsync(order.ToJson(), channel, default);
        Console.WriteLine(result.OutputJson);
        Console.WriteLine($"cookie {channel.Requests[0].Cookies[0]}");

        channel = new Script("{}");
        await new DepotUploadModule().ExecuteAsync(new DepotUploadInput { Note = new FilePart("a.txt", "text/plain", "hello"u8.ToArray()), Title = "T" }.ToJson(), channel, default);
        string body = Encoding.UTF8.GetString(channel.Requests[0].Body.Span);
        Console.WriteLine($"{channel.Requests[0].ContentType!.Split(';')[0]} {body.Contains("filename=\"a.txt\"") || body.Contains("filename=a.txt")} {body.Contains("hello")}");

        channel = new Script("""{ "data": { "items": ["a", "b"], "next": "n1" } }""", """{ "data": { "items": ["c"], "next": null } }""");
        await foreach (DepotListOutput page in new DepotListModule().PagesAsync(new DepotListInput(), channel))
            Console.WriteLine(string.Join(",", page.Articles!));
        Console.WriteLine(string.Join(" ", channel.Requests.Select(request => string.Join("&", request.Query.Select(pair => pair.Key + "=" + pair.Value)))));

        channel = new Script("""{ "items": [1], "has_more": true }""", """{ "items": [2], "has_more": false }""");
        await foreach (var item in new DepotPagesModule().ItemsAsync(new DepotPagesInput(), channel))
            Console.WriteLine($"item {item}");

        channel = new Script("""{ "items": [1, 2] }""", """{ "items": [] }""");
        await foreach (var item in new DepotOffsetModule().ItemsAsync(new DepotOffsetInput { Offset = 5 }, channel))
            Console.WriteLine($"offset {item}");
        Console.WriteLine(Encoding.UTF8.GetString(channel.Requests[1].Body.Span));

        channel = new Script("""{ "items": [7] }""", """{ "items": [8] }""") { Link = "<https://api.depot.example/links?after=7>; rel=\"next\"" };
        await foreach (var item in new DepotLinksModule().ItemsAsync(new DepotLinksInput(), channel))
            Console.WriteLine($"link {item}");
        Console.WriteLine(string.Join("&", channel.Requests[1].Query));

        Console.WriteLine(new AcmePlugin().Provider.Name + " " + new HarborPlugin().Modules.Count);

        sealed class Script(params string[] answers) : IProviderChannel
        {
            public List<ProviderRequest> Requests { get; } = [];
            public string? Link { get; init; }
            public Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
            {
                Requests.Add(request);
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                if (Link is not null && Requests.Count < answers.Length)
                    headers["Link"] = Link;
                return Task.FromResult(new ProviderResponse { StatusCode = 200, ContentType = "application/json", Headers = headers, Body = Encoding.UTF8.GetBytes(answers[Requests.Count - 1]) });
            }
        }
        """";

    // What a team adds to a generated type.
    private const string Extension = """
        namespace Sandbox.Depot;

        public sealed partial record DepotOrderInput
        {
            public string Words => $"{Mode} to {Address.Street}";
        }
        """;

    [Fact]
    public async Task Project_ThatUsesGeneratedCode_BuildsWithoutWarningsAndRuns()
    {
        string folder = Directory.CreateTempSubdirectory("ih-sandbox-").FullName;
        try
        {
            foreach ((string name, string text) in ((string, string)[])[
                ("Sandbox.csproj", ProjectFile()), ("Program.cs", Program), ("Extension.cs", Extension),
                ("acme.execmodules.json", Sample.Json), ("depot.execmodules.json", Sample.Depot), ("harbor.execmodules.json", Sample.Harbor)])
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
            }

            (int built, string build) = await DotnetAsync(folder, "build", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-o", Path.Combine(folder, "out"));
            Assert.True(built == 0 && build.Contains("0 Warning(s)", StringComparison.Ordinal), build);

            (int ran, string output) = await DotnetAsync(folder, "exec", Path.Combine(folder, "out", "Sandbox.dll"));
            Assert.Equal(0, ran);
            Assert.Equal(
                [
                    """{"mode":"sea-freight","day":"2026-01-31","session":"s-1","address":{"street":"Quay 1","kind":"office"},"lines":[]}""",
                    "DepotOrderInput { }",
                    "flight",
                    "True",
                    "SeaFreight to Quay 1",
                    """{"orderId":"o-1","parcels":[{"code":"p","state":"sent","weight":1.5}],"day":"2026-02-01"}""",
                    "cookie [session, s-1]",
                    "multipart/form-data True True",
                    "a,b",
                    "c",
                    "limit=2 limit=2&cursor=n1",
                    "item 1",
                    "item 2",
                    "offset 1",
                    "offset 2",
                    """{"offset":7}""",
                    "link 7",
                    "link 8",
                    "[after, 7]",
                    "Acme 3",
                ],
                output.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ProjectFile()
    {
        // artifacts/bin/PROJECT/CONFIGURATION: the generator as it was built for the plugins of this build.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string generator = Path.Combine(here.Parent!.Parent!.FullName, "IntegrationHost.Generators", here.Name);
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>IHG014</WarningsNotAsErrors>
                <UseAppHost>false</UseAppHost>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(IProviderPlugin).Assembly.Location}" />
                {string.Join("\n    ", Analyzers.Select(name => $"<Analyzer Include=\"{Path.Combine(generator, name)}\" />"))}
                <AdditionalFiles Include="*.execmodules.json" />
                <CompilerVisibleProperty Include="RootNamespace" />
              </ItemGroup>
            </Project>
            """;
    }

    private static async Task<(int Code, string Output)> DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromMinutes(4));
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await error);
    }
}
