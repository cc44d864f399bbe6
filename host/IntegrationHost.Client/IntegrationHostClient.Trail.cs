using System.Globalization;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

public sealed partial class IntegrationHostClient
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditSegmentReport>> GetAuditSegmentsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/audit/segments", Wire.IReadOnlyListAuditSegmentReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditSegmentReport> CloseAuditSegmentAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/audit/segments", null, Wire.AuditSegmentReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditCheckReport> CheckAuditAsync(AuditCheckRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/audit/segments/check", Body(request, Wire.AuditCheckRequest), Wire.AuditCheckReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditSegmentReport> RemoveAuditSegmentAsync(long number, RemoveSegmentRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Post, $"api/audit/segments/{number.ToString(CultureInfo.InvariantCulture)}/remove", Body(request, Wire.RemoveSegmentRequest), Wire.AuditSegmentReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditHashReport> HashForAuditAsync(string value, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/audit/hash", Body(new AuditHashRequest { Value = value }, Wire.AuditHashRequest), Wire.AuditHashReport, cancellationToken);
}
