namespace IntegrationHost.Core.Secrets;

/// <summary>The current data key has sealed as often as is safe; nothing is sealed with it any more.</summary>
public sealed class KeyExhaustedException() : Exception("The current data key has sealed as often as is safe. Run: integration-host keys rotate");
