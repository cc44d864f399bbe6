#pragma warning disable CA1822
namespace IntegrationHost.Core.Verification;

/// <summary>Runs smoke tests and keeps what they found.</summary>
public sealed class VerificationRunner
{
    /// <summary>Runs the smoke test of an account now and stores its verdict.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">It has no provider, or the provider's plugin is not active.</exception>
    public Task<Verdict> VerifyAsync(Guid accountId, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Verdicts of an account, newest first.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public Task<IReadOnlyList<Verdict>> HistoryAsync(Guid accountId, int max, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
