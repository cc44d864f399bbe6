namespace IntegrationHost.Core.Plugins.Dropped;

/// <summary>Something in the plugins directory as it was when it was looked at.</summary>
/// <param name="Source">It.</param>
/// <param name="Signature">By which a change is noticed.</param>
/// <param name="Inspection">What it says of itself; <c>null</c> if it could not be taken at all.</param>
/// <param name="Fault">Why not; otherwise <c>null</c>.</param>
internal sealed record SeenPlugin(PluginSource Source, string Signature, PluginInspection? Inspection, PluginFault? Fault)
{
    /// <summary>Digest of its bytes; empty if it could not be taken.</summary>
    public string Digest => Inspection?.Content.Digest ?? "";

    /// <summary>Its id, or what must do for one.</summary>
    public string Id => Inspection?.Id ?? Path.GetFileNameWithoutExtension(Source.Name).ToLowerInvariant();

    /// <summary>Why it cannot be approved; <c>null</c> if it can.</summary>
    public PluginFault? Problem => Fault ?? Inspection?.Problem;
}
