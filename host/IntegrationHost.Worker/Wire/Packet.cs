namespace IntegrationHost.Worker.Wire;

/// <summary>A message as it goes through the pipe: JSON, and bytes that belong to it.</summary>
/// <param name="Json">UTF-8.</param>
/// <param name="Body">Body of a request or an answer; empty if there is none.</param>
internal readonly record struct Packet(ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte> Body);
