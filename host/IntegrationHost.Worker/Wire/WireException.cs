namespace IntegrationHost.Worker.Wire;

/// <summary>What came through the pipe is no message. Its words are ours; nothing that came stands in them.</summary>
internal sealed class WireException(string message) : Exception(message);
