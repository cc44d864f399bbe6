namespace IntegrationHost.Client.Wire;

/// <summary>Verifies many accounts (<c>POST /api/verifications</c>).</summary>
public sealed record VerifyManyRequest
{
    /// <summary>Account ids; all that fit the rest if absent.</summary>
    public IReadOnlyList<string>? AccountIds { get; init; }

    /// <summary>Only accounts of this environment.</summary>
    public string? Environment { get; init; }

    /// <summary>Only accounts of this provider.</summary>
    public string? ProviderId { get; init; }
}

/// <summary>A run over many accounts (<c>GET /api/verifications/{id}</c>).</summary>
/// <param name="Id">Id of the run.</param>
/// <param name="State"><c>Running</c>, <c>Completed</c>, <c>Cancelled</c> or <c>Failed</c>.</param>
/// <param name="Total">Accounts of the run.</param>
/// <param name="Done">Accounts that are done.</param>
/// <param name="Outcomes">What was found, in the order in which it was.</param>
public sealed record VerificationRun(string Id, string State, int Total, int Done, IReadOnlyList<VerificationOutcome> Outcomes);

/// <summary>What became of one account of a run; also the data of the event <c>outcome</c>.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="AccountName">Its name.</param>
/// <param name="Verdict">What was found; <c>null</c> if it could not be tested.</param>
/// <param name="Problem">Why it could not be tested; <c>null</c> if it was.</param>
/// <param name="Done">Accounts of the run that are done with this one.</param>
/// <param name="Total">Accounts of the run.</param>
public sealed record VerificationOutcome(string AccountId, string AccountName, VerdictReport? Verdict, string? Problem, int Done, int Total);
