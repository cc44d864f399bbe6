namespace IntegrationHost.Core.Storage;

/// <summary>The store is sealed: its keys are not in memory.</summary>
public sealed class StoreSealedException() : Exception("The store is sealed. Run: integration-host unseal");
