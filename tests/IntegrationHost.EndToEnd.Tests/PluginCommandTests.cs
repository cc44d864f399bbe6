using System.Reflection;
using System.Text.Json;

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

        HostRun added = await RunAsync(program, 0, "plugins", "add", folder);
        Assert.Contains("Untrusted", added.Output, StringComparison.Ordinal);
        Assert.Contains("sends credentials to  api.dropin.example", added.Output, StringComparison.Ordinal);
        HostRun unasked = await RunAsync(program, 2, "plugins", "approve", "dropin");
        Assert.Contains("Say --hash", unasked.Error, StringComparison.Ordinal);
        await RunAsync(program, 1, "plugins", "approve", "dropin", "--hash", new string('0', 64));
        JsonElement shown = await program.JsonAsync(null, "plugins", "show", "dropin");
        await RunAsync(program, 0, "plugins", "approve", "dropin", "--hash", shown.GetProperty("waiting").GetProperty("digest").GetString()!);
        Assert.Contains("dropin", (await RunAsync(program, 0, "catalog")).Output, StringComparison.Ordinal);

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

    private static async Task<HostRun> RunAsync(HostProgram program, int expected, params string[] arguments)
    {
        HostRun run = await program.RunAsync("", arguments);
        Assert.True(run.ExitCode == expected, $"'{run.Arguments}' ended with {run.ExitCode}, not {expected}:\n{run.Output}\n{run.Error}");
        return run;
    }
}
