namespace IntegrationHost.Core.Upstream;

/// <summary>A link that is wanted and not made at the upstream.</summary>
/// <param name="ModuleId">The ExecModule.</param>
/// <param name="ModuleName">Its name.</param>
/// <param name="AccountId">The account of this host; <c>null</c> if the module's links are to be removed.</param>
/// <param name="Problem">Why it is not made; <c>null</c> if it was not tried yet.</param>
/// <param name="At">When it was wanted, or last tried.</param>
public sealed record OpenLink(Guid ModuleId, string ModuleName, Guid? AccountId, string? Problem, DateTimeOffset At);
