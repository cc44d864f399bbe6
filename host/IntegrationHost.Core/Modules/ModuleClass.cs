namespace IntegrationHost.Core.Modules;

/// <summary>Names of module classes.</summary>
internal static class ModuleClass
{
    /// <summary>What ThorAPI assumes where no class is given.</summary>
    public const string Default = "VModule";

    /// <summary>The class without its package.</summary>
    public static string SimpleName(string className) => className[(className.LastIndexOf('.') + 1)..];
}
