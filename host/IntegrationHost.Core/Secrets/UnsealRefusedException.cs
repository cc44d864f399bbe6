namespace IntegrationHost.Core.Secrets;

/// <summary>Nothing of the ring opens with what was given. The message names the slots, never what was given.</summary>
/// <param name="message">For the person who unseals.</param>
public sealed class UnsealRefusedException(string message) : Exception(message);
