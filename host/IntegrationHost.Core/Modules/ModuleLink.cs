namespace IntegrationHost.Core.Modules;

/// <summary>What became of one link.</summary>
/// <param name="ModuleId">The ExecModule.</param>
/// <param name="Linked">Whether it is linked now.</param>
/// <param name="Problem">Why not, or <c>null</c>.</param>
public sealed record ModuleLink(Guid ModuleId, bool Linked, string? Problem);
