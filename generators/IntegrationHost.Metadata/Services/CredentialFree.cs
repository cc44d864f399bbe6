using System;
using System.Collections.Generic;

namespace IntegrationHost.Metadata.Services;

/// <summary>ThorAPI's modules that need no credential, by their documentation; they are not waited for.</summary>
public static class CredentialFree
{
    private const string Suffix = "Module";

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Looper", "LoopIterator", "FormulaBranching", "ParallelExecutor", "RetryPolicy", "MapInject", "MapIO", "Map", "Filter", "Sort", "GroupBy",
        "Flatten", "Merge", "Join", "Transpose", "Deduplicate", "ApiToApiConnector", "TemplateMerge", "PreferenceFilter", "EmailRecipients",
        "ContentTemplateFetch", "DataValidation", "StatisticsCollectorExec", "FunnelGenerator", "ValkyrLabsCeoPlanner", "Pipeline", "RestApi", "Echo", "Ollama",
    };

    /// <summary>Whether a class, in any package and as class or bean name, is one of them.</summary>
    /// <param name="moduleClass">A class, bean name or simple name.</param>
    public static bool Contains(string moduleClass)
    {
        string name = (moduleClass ?? "").Trim();
        name = name.Substring(name.LastIndexOf('.') + 1);
        return Names.Contains(name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name);
    }
}
