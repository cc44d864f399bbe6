namespace IntegrationHost.Core.Channels;

/// <summary>A name stands only for addresses that must not be connected to.</summary>
internal sealed class AddressRefusedException() : Exception("No address of the host may be connected to.");
