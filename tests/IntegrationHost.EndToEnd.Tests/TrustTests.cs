using System.Text.Json;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>Who may do what, and the trail, through the built program.</summary>
public sealed class TrustTests
{
    private const string Secret = "xoxb-111111111111-CanaryTrustTestB6nM2xQ8EXAMPLE";

    [Fact]
    public async Task PrincipalsTokensPermissionsAndTrail_WorkOnTheCommandLine()
    {
        using var program = new HostProgram();
        JsonElement added = await program.JsonAsync(Secret + "\n", "accounts", "add", "slack", "--secret-stdin", "botToken");
        string account = added.GetProperty("account").GetProperty("id").GetString()!;

        await program.JsonAsync(null, "principals", "roles", "--add", "operators");
        await program.JsonAsync(null, "principals", "add", "alice", "--role", "operators");
        HostRun token = await program.RunAsync(null, "tokens", "create", "laptop", "--for", "alice", "--scope", "accounts:read", "--days", "3");
        Assert.Equal(0, token.ExitCode);
        Assert.StartsWith("ihp_", token.Output, StringComparison.Ordinal);
        Assert.Equal(59, token.Output.Trim().Length);

        Assert.Equal(1, (await program.RunAsync(null, "permissions", "explain", "SLACK", "alice", "READ")).ExitCode);
        await program.JsonAsync(null, "permissions", "grant", "SLACK", "operators", "read");
        Assert.Equal(0, (await program.RunAsync(null, "permissions", "explain", account, "alice", "READ")).ExitCode);
        await program.JsonAsync(null, "permissions", "deny", account, "EVERYONE", "READ");
        Assert.Equal(2, (await program.JsonAsync(null, "permissions", "list", account)).GetArrayLength());
        await program.JsonAsync(null, "permissions", "revoke", account, "EVERYONE", "READ");
        Assert.Equal(2, (await program.RunAsync(null, "permissions", "grant", account, "mallory", "READ")).ExitCode);

        string id = (await program.JsonAsync(null, "tokens", "list"))[0].GetProperty("id").GetString()!;
        Assert.Equal(0, (await program.RunAsync(null, "tokens", "revoke", id)).ExitCode);
        Assert.Equal(3, (await program.RunAsync(null, "tokens", "revoke", "zzzzzz")).ExitCode);

        HostRun verified = await program.RunAsync(null, "audit", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        HostRun exported = await program.RunAsync(null, "audit", "export");
        string[] lines = exported.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.Contains("token.revoke", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, lines.Length), lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt32()));
        Assert.Equal(7, (await program.JsonAsync(null, "audit", "list", "--last", "7")).GetArrayLength());

        // The anchor of a trail that is longer: the end of this one is missing.
        string anchor = Path.Combine(program.DataDirectory, "audit.anchor");
        byte[] kept = await File.ReadAllBytesAsync(anchor, TestContext.Current.CancellationToken);
        File.Delete(anchor);
        Assert.Equal(2, (await program.RunAsync(null, "audit", "verify")).ExitCode);
        HostRun refused = await program.RunAsync(null, "accounts", "list");
        Assert.Equal(74, refused.ExitCode);
        Assert.Contains("--accept-loss", refused.Error, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(anchor, kept, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(anchor, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(0, (await program.RunAsync(null, "accounts", "list")).ExitCode);
        File.Delete(anchor);
        Assert.Equal(0, (await program.RunAsync(null, "accounts", "list", "--accept-loss")).ExitCode);
        Assert.Equal(0, (await program.RunAsync(null, "audit", "verify")).ExitCode);

        CanarySearch.AssertAbsent([Secret], program.Outputs, program.Root);
    }

    /// <summary>Such a file need not even be there: the runtime would look for it before the program's first line.</summary>
    [Fact]
    public async Task StartupHook_IsNeitherRunNorAccepted()
    {
        using var program = new HostProgram();
        program.Variables["DOTNET_STARTUP_HOOKS"] = Path.Combine(program.Root, "hook.dll");

        HostRun run = await program.RunAsync(null, "accounts", "list");

        Assert.Equal(78, run.ExitCode);
        Assert.Contains("DOTNET_STARTUP_HOOKS", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(program.DataDirectory));
    }
}
