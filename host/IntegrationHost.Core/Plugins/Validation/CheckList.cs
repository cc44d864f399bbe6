namespace IntegrationHost.Core.Plugins.Validation;

/// <summary>Gathers checks.</summary>
internal sealed class CheckList
{
    private const string ErrorSeverity = "error";
    private const string WarningSeverity = "warning";

    private readonly List<PluginCheck> checks = [];

    public IReadOnlyList<PluginCheck> Checks => checks;

    /// <summary>A check that a host makes too: without it the plugin would not run. Gives whether it passed.</summary>
    public bool Must(string id, string passed, string? failed) => Add(id, ErrorSeverity, passed, failed);

    /// <summary>A check that a host does not make.</summary>
    public bool Should(string id, string passed, string? failed) => Add(id, WarningSeverity, passed, failed);

    /// <summary>Something to know.</summary>
    public void Info(string id, string message) => checks.Add(new PluginCheck(id, "info", true, message));

    private bool Add(string id, string severity, string passed, string? failed)
    {
        checks.Add(new PluginCheck(id, severity, failed is null, failed ?? passed));
        return failed is null;
    }
}
