namespace IntegrationHost.Contracts;

/// <summary>The version of this boundary.</summary>
public static class ContractVersion
{
    /// <summary>
    /// <c>major.minor</c>. A constant, so that it is baked into each plugin at its compilation and the host can tell what the plugin was built for.
    /// The major part must be equal; a plugin's minor part must not be newer than the host's.
    /// </summary>
    public const string Current = "1.5";
}
