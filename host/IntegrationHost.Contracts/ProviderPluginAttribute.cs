namespace IntegrationHost.Contracts;

/// <summary>Names a class of an assembly through which the host enters a provider plugin: one for each provider of the assembly.</summary>
/// <remarks>
/// The generator writes it. The host reads it instead of scanning types, so that a plugin's entry is explicit and
/// the contract version it was compiled against is known before any of its code runs.
/// </remarks>
/// <param name="entryType">A public class with a parameterless constructor that implements <see cref="IProviderPlugin"/>.</param>
/// <param name="contractVersion">The <see cref="ContractVersion.Current"/> it was compiled against, for example <c>1.1</c>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ProviderPluginAttribute(Type entryType, string contractVersion) : Attribute
{
    /// <summary>The class that implements <see cref="IProviderPlugin"/>.</summary>
    public Type EntryType { get; } = entryType;

    /// <summary>The contract version the plugin was compiled against, as <c>major.minor</c>.</summary>
    public string ContractVersion { get; } = contractVersion;
}
