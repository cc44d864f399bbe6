namespace IntegrationHost.Core.Coverage;

/// <summary>Which ExecModules can run.</summary>
/// <param name="Total">ExecModules that need a credential.</param>
/// <param name="Covered">Those that can run.</param>
/// <param name="NotNeeded">ExecModules that need none.</param>
/// <param name="Categories">By category, in order of the name.</param>
/// <param name="Entries">Each ExecModule that needs a credential.</param>
public sealed record Coverage(int Total, int Covered, int NotNeeded, IReadOnlyList<CategoryCoverage> Categories, IReadOnlyList<CoverageEntry> Entries);

/// <summary>Coverage of one category.</summary>
/// <param name="Category">Category.</param>
/// <param name="Total">ExecModules that need a credential.</param>
/// <param name="Covered">Those that can run.</param>
public sealed record CategoryCoverage(string Category, int Total, int Covered);

/// <summary>Coverage of one ExecModule.</summary>
/// <param name="ModuleId">ExecModule id.</param>
/// <param name="ModuleName">Its name.</param>
/// <param name="ClassName">Its class as the workflow names it.</param>
/// <param name="Workflow">Workflow it belongs to; empty if unknown.</param>
/// <param name="Category">Category of its provider; <c>Unknown</c> if no plugin knows it.</param>
/// <param name="ProviderId">Provider, or <c>null</c>.</param>
/// <param name="AccountId">Linked account, or <c>null</c>.</param>
/// <param name="AccountName">Its name, or <c>null</c>.</param>
/// <param name="State">Whether it can run.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="MissingScopes">Scopes that lack.</param>
public sealed record CoverageEntry(
    Guid ModuleId, string ModuleName, string ClassName, string Workflow, string Category, string? ProviderId,
    Guid? AccountId, string? AccountName, CoverageState State, string Reason, IReadOnlyList<string> MissingScopes);
