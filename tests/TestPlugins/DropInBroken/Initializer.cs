using System.Runtime.CompilerServices;

namespace DropIn;

/// <summary>Looks sound from the outside, and throws as soon as it is loaded.</summary>
internal static class Initializer
{
    [ModuleInitializer]
    internal static void Run() => throw new InvalidOperationException("This text of the plugin is not shown.");
}
