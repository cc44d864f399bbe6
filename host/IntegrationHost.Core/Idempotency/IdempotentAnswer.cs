namespace IntegrationHost.Core.Idempotency;

/// <summary>An answer to be given again. Holds no secret: no answer of the host does.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type, or <c>null</c> without a body.</param>
/// <param name="Location">Address of what was made, or <c>null</c>.</param>
/// <param name="Body">The body.</param>
public sealed record IdempotentAnswer(int Status, string? ContentType, string? Location, ReadOnlyMemory<byte> Body);
