using System.Text.Json.Serialization;

namespace IntegrationHost.Client.Wire;

/// <summary>Which ExecModules can run (<c>GET /api/coverage</c>).</summary>
/// <param name="Total">ExecModules that need a credential.</param>
/// <param name="Covered">Those that can run.</param>
/// <param name="NotNeeded">ExecModules that need none.</param>
/// <param name="Categories">By category.</param>
/// <param name="Items">Each ExecModule that needs a credential, as far as the filters choose it.</param>
/// <param name="Matching">How many the filters choose, on all pages.</param>
public sealed record CoverageReport(int Total, int Covered, int NotNeeded, IReadOnlyList<CategoryCoverage> Categories, IReadOnlyList<CoverageItem> Items, int? Matching = null);

/// <summary>Coverage of one category.</summary>
/// <param name="Category">Category.</param>
/// <param name="Total">ExecModules that need a credential.</param>
/// <param name="Covered">Those that can run.</param>
public sealed record CategoryCoverage(string Category, int Total, int Covered);

/// <summary>Coverage of one ExecModule.</summary>
/// <param name="ModuleId">ExecModule id.</param>
/// <param name="ModuleName">Its name.</param>
/// <param name="ClassName">Its class as the workflow names it.</param>
/// <param name="Workflow">Workflow it belongs to, if known; empty otherwise.</param>
/// <param name="Category">Category of its provider, <c>Unknown</c> if no plugin knows it.</param>
/// <param name="ProviderId">Provider, or <c>null</c>.</param>
/// <param name="AccountId">Linked account, or <c>null</c>.</param>
/// <param name="AccountName">Its name, or <c>null</c>.</param>
/// <param name="State"><c>Covered</c>, <c>NotLinked</c>, <c>NotVerified</c>, <c>AccountInvalid</c>, <c>LacksScope</c>, <c>ScopesUnknown</c>, <c>WrongProvider</c>, <c>WrongKind</c>, <c>AccountMissing</c>, <c>Expired</c>, <c>WrongEnvironment</c>, <c>WrongOwner</c>, <c>NoPlugin</c>; of the gate also <c>OtherEnvironment</c>.</param>
/// <param name="Reason">One sentence, such as <c>will fail: lacks chat:write</c>.</param>
/// <param name="MissingScopes">Scopes that lack.</param>
public sealed record CoverageItem(
    string ModuleId, string ModuleName, string ClassName, string Workflow, string Category, string? ProviderId,
    string? AccountId, string? AccountName, string State, string Reason, IReadOnlyList<string> MissingScopes);

/// <summary>The hero metrics (<c>GET /api/metrics/hero</c>).</summary>
/// <param name="Accounts">Accounts that are not trashed.</param>
/// <param name="Ready">Of them, status ready.</param>
/// <param name="Verified">Last earned verdict Valid or Insufficient.</param>
/// <param name="Insufficient">Last earned verdict Insufficient.</param>
/// <param name="Invalid">Last earned verdict Invalid.</param>
/// <param name="Unverified">No earned verdict yet.</param>
/// <param name="Expiring">Expire within 14 days.</param>
/// <param name="Expired">Have expired.</param>
/// <param name="Modules">ExecModules that need a credential.</param>
/// <param name="Linked">Of them, linked to an account.</param>
/// <param name="Covered">Of them, able to run.</param>
/// <param name="Flagged">Accounts of another owner than before, or whose credential does not fit their environment.</param>
/// <param name="VaultBacked">Accounts that hold at least one value as a reference into a vault.</param>
/// <param name="Stale">Accounts whose last earned verdict is older than seven days.</param>
public sealed record HeroMetrics(
    int Accounts, int Ready, int Verified, int Insufficient, int Invalid, int Unverified, int Expiring, int Expired, int Modules, int Linked, int Covered,
    int Flagged = 0, int VaultBacked = 0, int Stale = 0);

/// <summary>What the host is (<c>GET /api/status</c>).</summary>
/// <param name="Version">Product version.</param>
/// <param name="DataDirectory">Data directory.</param>
/// <param name="ProcessId">Process that owns the store.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Sample">Whether it is a throw-away sample store.</param>
/// <param name="Catalog">How many providers are active.</param>
/// <param name="Plugins">How many plugins there are.</param>
public sealed record HostStatus(string Version, string DataDirectory, int ProcessId, DateTimeOffset StartedAt, bool Sample, int Catalog, int Plugins)
{
    /// <summary>Whether the keys are not in memory: only status, health and unseal are answered then.</summary>
    public bool Sealed { get; init; }

    /// <summary>Why it is sealed, with the next step; absent otherwise.</summary>
    public string? SealedReason { get; init; }

    /// <summary>What an operator should know of how the store was unlocked; absent if nothing.</summary>
    public string? Warning { get; init; }
}

/// <summary>Links ExecModules to an account (<c>POST /api/accounts/{id}/links</c>).</summary>
/// <param name="ModuleIds">ExecModule ids.</param>
public sealed record LinkRequest(IReadOnlyList<string> ModuleIds);

/// <summary>What became of an import (<c>POST /api/modules/import</c>; the body is a JSON array of ExecModules, or of Workflows with tasks and modules).</summary>
/// <param name="Imported">How many were new.</param>
/// <param name="Updated">How many were known by id and replaced.</param>
/// <param name="Problems">Each entry that was left out, with its place and reason.</param>
public sealed record ImportResult(int Imported, int Updated, IReadOnlyList<string> Problems);

/// <summary>Runs an ExecModule through its typed plugin with its linked account (<c>POST /api/modules/{id}/execute</c>).</summary>
/// <param name="Succeeded">Whether the provider did it.</param>
/// <param name="Output">Outputs, or <c>null</c>.</param>
/// <param name="ErrorCode">Provider's or own error code, or <c>null</c>.</param>
/// <param name="ErrorMessage">One sentence, or <c>null</c>.</param>
/// <param name="Problems">Inputs that are wrong, each with what to do.</param>
public sealed record ExecuteResult(bool Succeeded, [property: JsonConverter(typeof(JsonAsItIsConverter))] System.Text.Json.JsonElement? Output, string? ErrorCode, string? ErrorMessage, IReadOnlyList<string> Problems);
