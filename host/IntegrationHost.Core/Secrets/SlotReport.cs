namespace IntegrationHost.Core.Secrets;

/// <summary>A way to unlock the store, as it may be shown.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">What it asks for: <c>keyfile</c>, <c>passphrase</c>, <c>recovery</c>, <c>environment</c> or <c>transit</c>.</param>
/// <param name="Kdf">How its key is derived, with the cost.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Place">Where what it asks for is looked for; empty if a person types it.</param>
public sealed record SlotReport(string Id, string Type, string Kdf, DateTimeOffset Created, string Place);
