namespace IntegrationHost.Core.Storage;

/// <summary>How SQLite is opened. The product knows one way only; tests put a recording file system beneath, or show what a weaker setting would lose.</summary>
/// <param name="Synchronous">Value of the pragma.</param>
/// <param name="Vfs">Name of a registered file system; <c>null</c> for the platform's.</param>
internal sealed record SqliteTuning(string Synchronous, string? Vfs)
{
    public static readonly SqliteTuning Default = new("FULL", null);
}
