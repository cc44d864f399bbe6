using System.Diagnostics;
using System.Runtime.InteropServices;
using IntegrationHost.Worker.Confinement;
using IntegrationHost.Worker.Loading;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>How a worker is started here: with which program, which files it may see, and which environment.</summary>
internal static class WorkerProgram
{
    private static readonly string[] LoaderFolders = ["/lib64", "/lib"];

    // Of the system, what a .NET process needs to run; nothing that belongs to a user.
    private static readonly string[] SystemFiles =
    [
        "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/dev/urandom", "/dev/random", "/dev/zero",
        "/proc/self", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu",
    ];

    private static readonly string[] OwnFiles =
    [
        "IntegrationHost.Worker.dll", "IntegrationHost.Worker.deps.json", "IntegrationHost.Worker.runtimeconfig.json", "IntegrationHost.Contracts.dll",
        "McMaster.NETCore.Plugins.dll", "Microsoft.Extensions.DependencyModel.dll",
    ];

    private static readonly string Assembly = typeof(PluginAssembly).Assembly.Location;

    private static readonly string Own = Path.GetDirectoryName(Assembly) ?? "";

    // A self-contained program brings its runtime with it: among its own files, with no folders of versions above it.
    private static readonly bool BringsRuntime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory()) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    private static readonly string RuntimeRoot = BringsRuntime ? Own : Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string Runtime => Path.Combine(RuntimeRoot, (BringsRuntime ? "IntegrationHost.Worker" : "dotnet") + (OperatingSystem.IsWindows() ? ".exe" : ""));

    private static string[] Program => BringsRuntime ? [Runtime] : [Runtime, Assembly];

    // Of a runtime among the program's own files those that are not the host's: the worker has no use for them.
    private static IEnumerable<string> RuntimeFiles => BringsRuntime
        ? Directory.EnumerateFiles(Own).Where(file => !Path.GetFileName(file).StartsWith("integration", StringComparison.OrdinalIgnoreCase)).Append(Runtime)
        : [RuntimeRoot];

    /// <summary>Starts the first step. It waits for the order.</summary>
    public static ProcessStartInfo FirstStep(string home)
    {
        if (!File.Exists(Assembly) || !File.Exists(Runtime))
            throw new WorkerFault(WorkerEnd.Crashed, $"No worker can be started: {(File.Exists(Assembly) ? Runtime : "IntegrationHost.Worker.dll")} is missing. Install the program again.");

        string[] command = [.. UserNamespace.Prefix, .. Program, "confine", .. UserNamespace.Prefix.Count > 0 ? [Layers.Network] : Array.Empty<string>()];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = home,
        };
        info.Environment.Clear();
        foreach ((string name, string value) in Variables(home, null))
            info.Environment[name] = value;
        return info;
    }

    /// <param name="home">The worker's own directory.</param>
    /// <param name="pluginFolder">Folder of the plugin's files.</param>
    /// <param name="options">Its limits.</param>
    public static ConfineOrder Order(string home, string pluginFolder, WorkerOptions options)
    {
        return new ConfineOrder
        {
            Command = [.. Program, "run"],
            Environment = [.. Variables(home, options).Select(variable => $"{variable.Name}={variable.Value}")],
            Readable = [.. SystemFiles, .. RuntimeFiles, .. OwnFiles.Select(file => Path.Combine(Own, file)), pluginFolder],

            // The loader looks what lies beside its program.
            Listable = [Own],
            Writable = [home, "/dev/null"],
            Executable = [Runtime, .. ProgramLoaders()],
            Home = home,
            HomeSize = options.HomeSize,
            HomeFiles = options.HomeFiles,
            Memory = options.Memory,
            FileSize = options.FileSize,
            OpenFiles = options.OpenFiles,
            ProcessorSeconds = options.ProcessorSeconds,
        };
    }

    /// <summary>The system's own program loader is executed with every program.</summary>
    private static IEnumerable<string> ProgramLoaders() => LoaderFolders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "ld-*.so*"));

    private static IEnumerable<(string Name, string Value)> Variables(string home, WorkerOptions? options)
    {
        yield return ("HOME", home);
        yield return ("TMPDIR", home);
        yield return ("DOTNET_ROOT", RuntimeRoot);
        yield return ("DOTNET_EnableDiagnostics", "0");
        yield return ("DOTNET_DbgEnableMiniDump", "0");
        yield return ("DOTNET_gcServer", "0");
        yield return ("DOTNET_GCgen0size", "0x400000");

        // A second mapping of all code protects it from its own process, which here is the plugin anyway.
        yield return ("DOTNET_EnableWriteXorExecute", "0");
        if (options is not null)
            yield return ("DOTNET_GCHeapHardLimit", $"0x{options.Heap:x}");
        if (Environment.GetEnvironmentVariable("TZ") is { Length: > 0 } zone)
            yield return ("TZ", zone);
    }
}
