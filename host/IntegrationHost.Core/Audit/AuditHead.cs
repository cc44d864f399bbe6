namespace IntegrationHost.Core.Audit;

/// <summary>The end of the chain.</summary>
/// <param name="Seq">Number of the last row; 0 before the first.</param>
/// <param name="Mac">Its MAC.</param>
internal sealed record AuditHead(long Seq, byte[] Mac)
{
    public static readonly AuditHead Origin = new(0, AuditChain.Origin);
}
