namespace IntegrationHost.Core.Verification;

/// <summary>What became of one account of a run.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="AccountName">Its name.</param>
/// <param name="Verdict">What was found; <c>null</c> if it could not be tested.</param>
/// <param name="Problem">Why it could not be tested; <c>null</c> if it was.</param>
/// <param name="Number">Accounts of the run that are done with this one.</param>
public sealed record VerificationStep(Guid AccountId, string AccountName, Verdict? Verdict, string? Problem, int Number);
