namespace IntegrationHost.Client.Wire;

/// <summary>Whether a deployment may go ahead (<c>GET /api/coverage/gate</c>), as far as the token may read.</summary>
/// <param name="Passed">Whether enough modules can run.</param>
/// <param name="Environment">The environment asked about, or <c>null</c> for any.</param>
/// <param name="Minimum">Percent asked for.</param>
/// <param name="Percent">Percent that can run, rounded down to a tenth.</param>
/// <param name="Total">ExecModules that need a credential.</param>
/// <param name="Covered">Those that can run in the environment.</param>
/// <param name="NotNeeded">ExecModules of all workflows that need none.</param>
/// <param name="Missing">Those that cannot run.</param>
public sealed record GateReport(bool Passed, string? Environment, int Minimum, double Percent, int Total, int Covered, int NotNeeded, IReadOnlyList<GateItem> Missing);

/// <summary>A module that cannot run.</summary>
/// <param name="ModuleId">ExecModule id.</param>
/// <param name="ModuleName">Its name.</param>
/// <param name="ClassName">Its class as the workflow names it.</param>
/// <param name="Workflow">Workflow it belongs to; empty if unknown.</param>
/// <param name="ProviderId">Provider, or <c>null</c>.</param>
/// <param name="AccountId">Linked account, or <c>null</c>.</param>
/// <param name="AccountName">Its name, or <c>null</c>.</param>
/// <param name="State">As in <see cref="CoverageItem.State"/>, or <c>OtherEnvironment</c>.</param>
/// <param name="Reason">One sentence: why it cannot run.</param>
/// <param name="Action">What closes the gap.</param>
public sealed record GateItem(
    string ModuleId, string ModuleName, string ClassName, string Workflow, string? ProviderId, string? AccountId, string? AccountName, string State, string Reason, string Action);
