namespace IntegrationHost.Core.Upstream;

/// <summary>A ThorAPI server did not give what was asked of it.</summary>
/// <param name="message">Server, reason and next step. Never holds a credential, or text that the server sent beyond its own error message.</param>
public sealed class UpstreamException(string message) : Exception(message);
