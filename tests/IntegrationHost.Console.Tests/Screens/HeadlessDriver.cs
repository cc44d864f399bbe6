using System.Runtime.CompilerServices;

namespace IntegrationHost.Console.Tests.Screens;

internal static class HeadlessDriver
{
    // Otherwise a test run from a terminal would seize that terminal.
    [ModuleInitializer]
    internal static void SwitchOff() => Environment.SetEnvironmentVariable("DisableRealDriverIO", "1");
}
