namespace IntegrationHost.Core.Coverage;

/// <summary>The figures at the top of the console. Trashed accounts and modules do not count.</summary>
/// <param name="Accounts">Accounts.</param>
/// <param name="Ready">Of them, status ready.</param>
/// <param name="Verified">Last earned verdict Valid or Insufficient.</param>
/// <param name="Insufficient">Last earned verdict Insufficient.</param>
/// <param name="Invalid">Last earned verdict Invalid.</param>
/// <param name="Unverified">No earned verdict yet.</param>
/// <param name="Expiring">Expire within 14 days.</param>
/// <param name="Expired">Have expired.</param>
/// <param name="VaultBacked">Hold at least one value as a reference into a vault.</param>
/// <param name="Modules">ExecModules that need a credential.</param>
/// <param name="Linked">Of them, linked to an account.</param>
/// <param name="Covered">Of them, able to run.</param>
/// <param name="Flagged">Accounts of another owner than before, or whose credential does not fit their environment.</param>
/// <param name="Stale">Last earned verdict older than <see cref="CoverageService.StaleAfter"/>.</param>
public sealed record HeroCounts(
    int Accounts, int Ready, int Verified, int Insufficient, int Invalid, int Unverified, int Expiring, int Expired, int VaultBacked, int Modules, int Linked, int Covered, int Flagged,
    int Stale);
