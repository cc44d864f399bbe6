namespace IntegrationHost.Worker.Confinement;

/// <summary>Names of the layers that confine a worker, as lists and reports show them.</summary>
internal static class Layers
{
    public const string NoNewPrivileges = "no-new-privs";
    public const string Limits = "limits";
    public const string Capabilities = "no-capabilities";
    public const string Network = "network-namespace";
    public const string PrivateHome = "private-home";
    public const string Landlock = "landlock";
    public const string SystemCalls = "seccomp";
}
