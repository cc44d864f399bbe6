namespace IntegrationHost.Core.Secrets;

/// <summary>The data keys, and the last rotation.</summary>
/// <param name="Terms">The data keys without the keys, oldest first.</param>
/// <param name="Due">Why a rotation is due; <c>null</c> if none is.</param>
/// <param name="Last">The last rotation; <c>null</c> if there was none.</param>
public sealed record RotationProgress(IReadOnlyList<KeyTerm> Terms, string? Due, RotationRun? Last);
