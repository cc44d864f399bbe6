using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The commands for keys and backups, as an operator would run them.</summary>
public sealed partial class KeyCommandTests
{
    private const string Passphrase = "correct horse battery EXAMPLE";

    [Fact]
    public async Task Init_Serve_Unseal_Rotate_BackUp_Restore_Recover()
    {
        using var program = new HostProgram();
        HostRun init = await RunAsync(program, Passphrase, 0, "init", "--passphrase-stdin", "--allow-root");
        string code = RecoveryCode().Match(init.Output).Value;
        Assert.NotEmpty(code);
        await RunAsync(program, Passphrase, 78, "init", "--passphrase-stdin", "--allow-root");
        HostRun closed = await RunAsync(program, null, 69, "accounts", "list");
        Assert.Contains("passphrase-1", closed.Error, StringComparison.Ordinal);

        string backup = Path.Combine(program.Root, "backup.zip");
        await ServeAsync(program, async lines =>
        {
            Assert.Contains(lines, line => line.StartsWith("SEALED: ", StringComparison.Ordinal));
            HostRun refused = await RunAsync(program, "wrong horse battery EXAMPLE", 1, "unseal", "--passphrase-stdin");
            Assert.DoesNotContain("wrong horse", refused.Error, StringComparison.Ordinal);
            await RunAsync(program, Passphrase, 0, "unseal", "--passphrase-stdin");
            await RunAsync(program, "xoxb-0000000000-0000000000-e2ecanaryvalue0001", 0, "accounts", "add", "slack", "--secret-stdin", "botToken");
            await RunAsync(program, null, 0, "keys", "rotate");
            await RunAsync(program, null, 0, "keys", "list");
            await RunAsync(program, null, 0, "backup", backup);
            await RunAsync(program, null, 2, "backup", backup);
            await RunAsync(program, Passphrase, 69, "restore", backup, "--passphrase-stdin");
            await RunAsync(program, null, 0, "verify");
            await RunAsync(program, null, 0, "seal");
            await RunAsync(program, null, 69, "accounts", "list");
            await RunAsync(program, code.ToLowerInvariant(), 0, "unseal", "--passphrase-stdin");
            await RunAsync(program, null, 0, "keys", "add", "--key-file");
        });

        HostRun check = await RunAsync(program, code, 0, "restore", backup, "--check", "--passphrase-stdin");
        Assert.Contains("1 secrets open, 0 do not", check.Output, StringComparison.Ordinal);
        await RunAsync(program, Passphrase, 0, "restore", backup, "--passphrase-stdin");

        // The store opens with the key file that was added after the backup: the present ring stayed.
        await RunAsync(program, null, 0, "accounts", "list");
        foreach (string key in Directory.EnumerateFiles(program.ConfigDirectory, "*.key", SearchOption.AllDirectories))
        {
            File.Delete(key);
        }

        HostRun lost = await RunAsync(program, null, 78, "accounts", "list");
        Assert.Contains("keyfile-1", lost.Error, StringComparison.Ordinal);
        await RunAsync(program, null, 2, "secrets", "reset");
        HostRun reset = await RunAsync(program, null, 0, "secrets", "reset", "--yes");
        Assert.Contains("botToken", reset.Output, StringComparison.Ordinal);
        HostRun show = await RunAsync(program, null, 0, "accounts", "show", "SLACK");
        Assert.Contains("MISSING", show.Output, StringComparison.Ordinal);

        string[] printed = [.. program.Outputs.Where(output => output != init.Output)];
        Assert.All(new[] { Passphrase, code, "e2ecanaryvalue0001" }, secret => Assert.DoesNotContain(printed, output => output.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Init_AsTheSuperuserWithoutSayingSo_IsRefused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only the superuser can see it.");
        using var program = new HostProgram();
        await RunAsync(program, null, 2, "init");
        Assert.False(Directory.Exists(program.DataDirectory));
    }

    private static async Task<HostRun> RunAsync(HostProgram program, string? input, int exitCode, params string[] arguments)
    {
        HostRun run = await program.RunAsync(input, arguments);
        Assert.True(run.ExitCode == exitCode, $"'{run.Arguments}' ended with {run.ExitCode}, not {exitCode}:\n{run.Output}\n{run.Error}");
        return run;
    }

    private static async Task ServeAsync(HostProgram program, Func<List<string>, Task> act)
    {
        using Process owner = program.Start(redirectInput: false, "serve");
        try
        {
            List<string> lines = [];
            while (lines is not [.., ['T', 'h', 'e', ' ', 'A', 'P', 'I', ..]])
            {
                lines.Add(await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("It ended."));
            }

            await act(lines);
        }
        finally
        {
            owner.Kill(entireProcessTree: true);
            await owner.WaitForExitAsync(CancellationToken.None);
        }
    }

    [GeneratedRegex("([0-9A-Z]{5}-){7}[0-9A-Z]{5}")]
    private static partial Regex RecoveryCode();
}
