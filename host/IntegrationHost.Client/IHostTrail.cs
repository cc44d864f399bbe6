using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The parts of the audit trail, and what stands in it for a value.</summary>
public interface IHostTrail
{
    /// <summary>The parts of the trail, oldest first, those that were taken out among them.</summary>
    Task<IReadOnlyList<AuditSegmentReport>> GetAuditSegmentsAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends the part that is written to and begins the next; returns the one that was ended.</summary>
    Task<AuditSegmentReport> CloseAuditSegmentAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks exported events, at most 1000 at once.</summary>
    Task<AuditCheckReport> CheckAuditAsync(AuditCheckRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes the oldest part out of the store.</summary>
    /// <param name="number">The segment.</param>
    /// <param name="request">What proves that it was exported.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<AuditSegmentReport> RemoveAuditSegmentAsync(long number, RemoveSegmentRequest request, CancellationToken cancellationToken = default);

    /// <summary>What stands in the trail for a value. That it was asked for is recorded, the value is not.</summary>
    Task<AuditHashReport> HashForAuditAsync(string value, CancellationToken cancellationToken = default);
}
