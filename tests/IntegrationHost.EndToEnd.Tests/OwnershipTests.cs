using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>One owner per store; everybody else attaches to it, and an owner that died leaves nothing in the way.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OwnershipTests
{
    [Fact]
    public async Task Owner_IsAttachedToByOthers_AndItsDeathLeavesTheStoreUsable()
    {
        using var program = new HostProgram();
        using Process owner = program.Start(redirectInput: false, "serve");
        try
        {
            string? line = await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line);

            JsonElement imported = await program.JsonAsync("""[{ "name": "Post", "className": "SlackPostModule" }]""", "modules", "import", "-");
            Assert.Equal(1, imported.GetProperty("imported").GetInt32());
            Assert.False(owner.HasExited);
        }
        finally
        {
            owner.Kill(entireProcessTree: true);
            await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Killed without a chance to clean up: socket and lock file are still there, the acknowledged write too.
        JsonElement modules = await program.JsonAsync(null, "modules", "list");
        Assert.Equal("Post", Assert.Single(modules.EnumerateArray()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task WrongKeyFile_RefusesToStart_AndChangesNothing()
    {
        using var program = new HostProgram();
        await program.JsonAsync(null, "accounts", "list");
        string key = Assert.Single(Directory.EnumerateFiles(program.ConfigDirectory, "*.key", SearchOption.AllDirectories));
        string other = File.ReadAllText(key);
        using var second = new HostProgram();
        await second.JsonAsync(null, "accounts", "list");
        string wrong = File.ReadAllText(Assert.Single(Directory.EnumerateFiles(second.ConfigDirectory, "*.key", SearchOption.AllDirectories)));
        byte[] ring = File.ReadAllBytes(Path.Combine(program.DataDirectory, "keyring.json"));

        File.WriteAllText(key, wrong);
        HostRun refused = await program.RunAsync(null, "accounts", "list");
        File.Delete(key);
        HostRun missing = await program.RunAsync(null, "accounts", "list");

        Assert.Equal((78, 78), (refused.ExitCode, missing.ExitCode));
        Assert.Contains(".key", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(key));
        Assert.Equal(ring, File.ReadAllBytes(Path.Combine(program.DataDirectory, "keyring.json")));

        File.WriteAllText(key, other);
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await program.JsonAsync(null, "accounts", "list");
    }

    [Fact]
    public async Task WorldReadableDataDirectory_IsRefusedWithTheCommandThatMendsIt()
    {
        using var program = new HostProgram();
        Directory.CreateDirectory(program.DataDirectory);
        File.SetUnixFileMode(program.DataDirectory, (UnixFileMode)0b111_101_101);

        HostRun run = await program.RunAsync(null, "accounts", "list");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("chmod", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_WithoutATerminal_SaysSoInOneLine()
    {
        using var program = new HostProgram();

        HostRun run = await program.RunAsync("", []);

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Trim().Split('\n'));
    }
}
