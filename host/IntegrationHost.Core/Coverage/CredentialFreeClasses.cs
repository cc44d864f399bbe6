using IntegrationHost.Core.Modules;

namespace IntegrationHost.Core.Coverage;

/// <summary>ThorAPI's modules that need no credential; they are not waited for.</summary>
internal static class CredentialFreeClasses
{
    private const string Suffix = "Module";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Looper", "LoopIterator", "FormulaBranching", "ParallelExecutor", "RetryPolicy", "MapInject", "MapIO", "Map", "Filter", "Sort", "GroupBy",
        "Flatten", "Merge", "Join", "Transpose", "Deduplicate", "ApiToApiConnector", "TemplateMerge", "PreferenceFilter", "EmailRecipients",
        "ContentTemplateFetch", "DataValidation", "StatisticsCollectorExec", "FunnelGenerator", "ValkyrLabsCeoPlanner", "Pipeline", "RestApi", "Echo",
    };

    /// <summary>Whether a class, in any package and as class or bean name, is one of them.</summary>
    public static bool Contains(string className)
    {
        string name = ModuleClass.SimpleName(className.Trim());
        return Names.Contains(name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }
}
