using System.Text.Json;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>Metadata is pulled, compared and shown, by the program as people run it.</summary>
public sealed class MetadataPullTests : IDisposable
{
    private const string First = """
        { "modules": [
          { "moduleClass": "com.a.modules.ZoomMeetingModule", "category": "Meetings", "inputs": [{ "name": "topic", "type": "text", "required": true }] },
          { "moduleClass": "com.a.modules.SortModule", "category": "Data", "fields": [{ "name": "by", "type": "select", "values": ["name", "date"] }] }
        ] }
        """;

    private readonly HostProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task Pull_Twice_ChangesNothing_AndAThirdSaysWhatIsNew()
    {
        string folder = Path.Combine(program.Root, "pulled");
        string source = Path.Combine(program.Root, "answer.json");
        await File.WriteAllTextAsync(source, First, TestContext.Current.CancellationToken);

        HostRun first = await program.RunAsync(null, "metadata", "pull", "--from", source, "--out", folder);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains("2 added", first.Output, StringComparison.Ordinal);
        Dictionary<string, string> files = Files(folder);
        Assert.Equal(["data.execmodules.json", "zoom.execmodules.json"], files.Keys.Order(StringComparer.Ordinal));

        HostRun second = await program.RunAsync(null, "metadata", "pull", "--from", source, "--out", folder);
        Assert.Contains("0 written, 0 removed, 2 as before", second.Output, StringComparison.Ordinal);
        Assert.Equal(files, Files(folder));

        await File.WriteAllTextAsync(source, First.Replace("[\"name\", \"date\"]", "[\"name\"]", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        HostRun third = await program.RunAsync(null, "metadata", "pull", "--from", source, "--out", folder, "--dry-run", "--json");
        using var report = JsonDocument.Parse(third.Output);
        JsonElement change = Assert.Single(report.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal(("changed", true, "input by"), (change.GetProperty("change").GetString(), change.GetProperty("breaking").GetBoolean(), change.GetProperty("part").GetString()));
        Assert.Equal(files, Files(folder));
    }

    [Fact]
    public async Task Pull_IntoTheDataDirectory_IsShownAtTheNextStart()
    {
        string source = Path.Combine(program.Root, "answer.json");
        await File.WriteAllTextAsync(source, """[{ "moduleClass": "com.a.modules.QuayModule", "category": "Harbour", "behavior": { "requiresNetwork": true } }]""", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await program.RunAsync(null, "metadata", "pull", "--from", source)).ExitCode);

        HostRun catalog = await program.RunAsync(null, "catalog", "harbour");

        Assert.Equal(0, catalog.ExitCode);
        Assert.Contains("Quay", catalog.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_BreakingChange_IsATableAndAnExitCode()
    {
        string older = await WriteAsync("older.execmodules.json", First);
        string newer = await WriteAsync("newer.execmodules.json", First.Replace("ZoomMeetingModule", "DockModule", StringComparison.Ordinal).Replace("topic", "quay", StringComparison.Ordinal));

        HostRun diff = await program.RunAsync(null, "metadata", "diff", older, newer, "--fail-on-breaking");

        Assert.Equal(1, diff.ExitCode);
        Assert.Contains("removed  yes     com.a.modules.ZoomMeetingModule", diff.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await program.RunAsync(null, "metadata", "diff", older, older, "--fail-on-breaking")).ExitCode);
    }

    [Theory]
    [InlineData("<html>Log in</html>", "IHG001")]
    [InlineData("[]", "IHG005")]
    [InlineData("[{ \"name\": \"Nameless\" }]", "IHG005")]
    public async Task Pull_OfSomethingElse_ChangesNoFile(string answer, string says)
    {
        string folder = Path.Combine(program.Root, "pulled");
        Assert.Equal(0, (await program.RunAsync(null, "metadata", "pull", "--from", await WriteAsync("first.json", First), "--out", folder)).ExitCode);
        Dictionary<string, string> before = Files(folder);

        HostRun run = await program.RunAsync(null, "metadata", "pull", "--from", await WriteAsync("second.json", answer), "--out", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says, run.Output, StringComparison.Ordinal);
        Assert.Contains("no file was changed", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files(folder));
    }

    [Fact]
    public async Task Pull_OverFilesOfOnesOwn_LeavesThemAndTheirModules()
    {
        string folder = Path.Combine(program.Root, "pulled");
        Directory.CreateDirectory(folder);
        const string own = """[{ "moduleClass": "com.b.moved.ZoomMeetingModule", "category": "Mine" }]""";
        await File.WriteAllTextAsync(Path.Combine(folder, "zoom.execmodules.json"), own, TestContext.Current.CancellationToken);

        HostRun run = await program.RunAsync(null, "metadata", "pull", "--from", await WriteAsync("first.json", First), "--out", folder);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 modules are described elsewhere", run.Output, StringComparison.Ordinal);
        Assert.Equal(own, Files(folder)["zoom.execmodules.json"]);
        Assert.DoesNotContain("Zoom", Files(folder)["data.execmodules.json"], StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        string path = Path.Combine(program.Root, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private static Dictionary<string, string> Files(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText, StringComparer.Ordinal);
}
