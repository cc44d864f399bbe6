namespace IntegrationHost.Hosting;

/// <summary>Environment variables by which somebody puts code of their own into this process, or has its memory written to a file. The program does not start with them.</summary>
/// <remarks>The names are those of .NET's documentation of its environment variables; each also works with the runtime's older prefix.</remarks>
internal static class InjectedCode
{
    private static readonly (string[] Names, bool Switch, string What)[] Known =
    [
        (["DOTNET_STARTUP_HOOKS"], false, "runs code before the program's own"),
        (["CORECLR_ENABLE_PROFILING", "DOTNET_ENABLE_PROFILING"], true, "loads a profiler, which reads everything"),
        (["DOTNET_ADDITIONAL_DEPS"], false, "loads further assemblies"),
        (["DOTNET_SHARED_STORE"], false, "loads assemblies from elsewhere"),
        (["DOTNET_DbgEnableMiniDump", "COMPlus_DbgEnableMiniDump"], true, "writes the memory, secrets included, to a file if the program crashes"),
        (["DOTNET_DiagnosticPorts", "COMPlus_DiagnosticPorts"], false, "hands the process to a diagnostic tool"),
    ];

    /// <summary>Why the program must not start; <c>null</c> if nothing is set.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static string? Find(Func<string, string?> variable)
    {
        foreach ((string[] names, bool isSwitch, string what) in Known)
        {
            foreach (string name in names)
            {
                if (variable(name) is { Length: > 0 } value && (!isSwitch || value != "0"))
                    return $"The environment variable {name} is set, which {what}. A program that holds credentials does not start like that. Unset it, and start again.";
            }
        }

        return null;
    }
}
