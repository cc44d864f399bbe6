using System.Runtime.CompilerServices;

namespace IntegrationHost.Console.Hosting;

/// <summary>Keeps the library from taking its keys, driver and colours from files that happen to lie about.</summary>
/// <remarks>
/// As soon as its assembly is touched it reads <c>./.tui/config.json</c> of the current directory and the variable <c>TUI_CONFIG</c>. So its module
/// initializer is run from the program's own directory, without the variable, before anything else of it.
/// </remarks>
internal static class ConfigurationLock
{
    private const string Variable = "TUI_CONFIG";

    /// <summary>Loads the library without foreign configuration. Must be called before any of its types is used.</summary>
    public static void LoadLibrary()
    {
        string? variable = Environment.GetEnvironmentVariable(Variable);
        string directory = Environment.CurrentDirectory;
        try
        {
            Environment.SetEnvironmentVariable(Variable, null);
            Environment.CurrentDirectory = AppContext.BaseDirectory;
            RunModuleInitializer();
        }
        finally
        {
            Environment.CurrentDirectory = directory;
            Environment.SetEnvironmentVariable(Variable, variable);
        }
    }

    // Not inlined: the method above must be compiled without touching the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunModuleInitializer() => RuntimeHelpers.RunModuleConstructor(typeof(Terminal.Gui.App.Application).Module.ModuleHandle);
}
