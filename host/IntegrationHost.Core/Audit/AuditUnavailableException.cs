namespace IntegrationHost.Core.Audit;

/// <summary>The trail cannot be written, so nothing was changed and no secret was used.</summary>
/// <param name="inner">What the database or the disk said.</param>
public sealed class AuditUnavailableException(Exception? inner = null)
    : Exception("The audit trail cannot be written, so nothing is changed or used. See to the disk's free space and the data directory's rights, then try again.", inner);
