using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using IntegrationHost.Client;

namespace IntegrationHost.EndToEnd.Tests;

/// <summary>The life of a dropped-in plugin, as an operator would live it.</summary>
public sealed class PluginCommandTests
{
    private static readonly string Built = Path.GetDirectoryName(typeof(PluginCommandTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "TestPlugin").Value)!;

    [Fact]
    public async Task DropIn_Approve_ChangeAByte_RollBack_Remove()
    {
        using var program = new HostProgram();
        string folder = Path.Combine(program.Root, "built");
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "DropIn.dll", "DropIn.deps.json" })
        {
            File.Copy(Path.Combine(Built, name), Path.Combine(folder, name));
        }

        string key = Path.Combine(program.Root, "publisher.pem");
        HostRun signed = await RunAsync(program, 0, "plugins", "sign", folder, "--key", key, "--publisher", "Example Works", "--new-key");
        await RunAsync(program, 2, "plugins", "sign", folder, "--key", key, "--publisher", "Example Works", "--new-key");
        HostRun added = await RunAsync(program, 0, "plugins", "add", folder);
        Assert.Contains($"publisher 'Example Works', signed with key {signed.Output.Trim().Split(' ')[^1]}", added.Output, StringComparison.Ordinal);
        Assert.Contains("Untrusted", added.Output, StringComparison.Ordinal);
        Assert.Contains("sends credentials to  api.dropin.example", added.Output, StringComparison.Ordinal);
        Assert.Contains("'dropin' has that provider and does not serve (Untrusted). Nobody has approved it", (await RunAsync(program, 3, "catalog", "dropin")).Error, StringComparison.Ordinal);
        Assert.Contains("integration-host plugins approve dropin", (await RunAsync(program, 2, "accounts", "add", "dropin")).Error, StringComparison.Ordinal);
        HostRun unasked = await RunAsync(program, 2, "plugins", "approve", "dropin");
        Assert.Contains("Say --hash", unasked.Error, StringComparison.Ordinal);
        await RunAsync(program, 1, "plugins", "approve", "dropin", "--hash", new string('0', 64));
        JsonElement shown = await program.JsonAsync(null, "plugins", "show", "dropin");
        await RunAsync(program, 0, "plugins", "approve", "dropin", "--hash", shown.GetProperty("waiting").GetProperty("digest").GetString()!);
        Assert.Contains("dropin", (await RunAsync(program, 0, "catalog")).Output, StringComparison.Ordinal);

        Assert.Contains("not the one of --hash", (await RunAsync(program, 1, "plugins", "update", "dropin", folder, "--hash", new string('0', 64))).Error, StringComparison.Ordinal);
        Assert.Contains("serve already", (await RunAsync(program, 0, "plugins", "update", "dropin", folder)).Error, StringComparison.Ordinal);

        string dropped = Path.Combine(program.DataDirectory, "plugins", "dropin-1.0.0", "DropIn.dll");
        byte[] bytes = File.ReadAllBytes(dropped);
        bytes[100] ^= 1;
        File.WriteAllBytes(dropped, bytes);
        Assert.Contains("was changed since it was approved", (await RunAsync(program, 0, "plugins", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("~ file     DropIn.dll", (await RunAsync(program, 0, "plugins", "show", "dropin")).Output, StringComparison.Ordinal);
        await RunAsync(program, 0, "plugins", "rollback", "dropin");
        await RunAsync(program, 0, "plugins", "disable", "dropin", "--yes");
        Assert.Contains("Disabled", (await RunAsync(program, 0, "plugins", "list")).Output, StringComparison.Ordinal);
        await RunAsync(program, 0, "plugins", "enable", "dropin");
        await RunAsync(program, 2, "plugins", "remove", "dropin");
        await RunAsync(program, 0, "plugins", "remove", "dropin", "--yes");
        Assert.DoesNotContain("dropin", (await RunAsync(program, 0, "plugins", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("came with the program", (await RunAsync(program, 1, "plugins", "remove", "slack", "--yes")).Error, StringComparison.Ordinal);
    }

    /// <summary>Killed while it goes from one set of bytes to the next and back, the host has one of them whole when it starts again.</summary>
    [Fact]
    public async Task Host_KilledWhileAPluginIsReplaced_ServesOneWholeVersion()
    {
        int kills = Environment.GetEnvironmentVariable("INTEGRATION_HOST_FULL_TESTS") == "1" ? 30 : 2;
        using var program = new HostProgram();
        string[] folders = [Path.Combine(program.Root, "first"), Path.Combine(program.Root, "second")];
        foreach (string folder in folders)
        {
            Directory.CreateDirectory(folder);
            foreach (string name in new[] { "DropIn.dll", "DropIn.deps.json" })
            {
                File.Copy(Path.Combine(Built, name), Path.Combine(folder, name));
            }

            await File.WriteAllTextAsync(Path.Combine(folder, "README.md"), folder, TestContext.Current.CancellationToken);
        }

        Dictionary<string, string> digests = [];
        foreach (string folder in folders)
        {
            await RunAsync(program, 0, "plugins", "add", folder);
            string digest = (await program.JsonAsync(null, "plugins", "show", "dropin")).GetProperty("waiting").GetProperty("digest").GetString()!;
            await RunAsync(program, 0, "plugins", "approve", "dropin", "--hash", digest);
            digests[digest] = folder;
        }

        Assert.Equal(2, digests.Count);
        int told = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            using Process owner = program.Start(redirectInput: false, "serve");
            Assert.NotNull(await owner.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            string token = (await File.ReadAllTextAsync(Path.Combine(program.DataDirectory, "api.token"), TestContext.Current.CancellationToken)).Trim();
            using var client = IntegrationHostClient.OverSocket(Path.Combine(program.DataDirectory, "run", "host.sock"), token);
            Task back = client.RollbackPluginAsync("dropin", TestContext.Current.CancellationToken);
            await Task.Delay(50 + (kill * 1400 / kills), TestContext.Current.CancellationToken);
            owner.Kill();
            await owner.WaitForExitAsync(TestContext.Current.CancellationToken);
            told += await Record.ExceptionAsync(() => back) is null ? 1 : 0;

            JsonElement plugin = (await program.JsonAsync(null, "plugins", "list")).EnumerateArray().Single(state => state.GetProperty("id").GetString() == "dropin" && state.GetProperty("status").GetString() == "Active");
            Assert.Contains(plugin.GetProperty("digest").GetString()!, digests.Keys);
            Assert.Equal(0, (await program.RunAsync(null, "audit", "verify")).ExitCode);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Update race: {kills} kills while a plugin was replaced, {told} of them after it was told.");
    }

    private static async Task<HostRun> RunAsync(HostProgram program, int expected, params string[] arguments)
    {
        HostRun run = await program.RunAsync("", arguments);
        Assert.True(run.ExitCode == expected, $"'{run.Arguments}' ended with {run.ExitCode}, not {expected}:\n{run.Output}\n{run.Error}");
        return run;
    }
}
