namespace IntegrationHost.Core.Quality;

/// <summary>One rule of the scale.</summary>
/// <param name="Tier">The lowest tier that asks for it.</param>
/// <param name="Id">Its name in <c>quality.json</c>.</param>
/// <param name="Gaps">What a provider lacks to meet it, named; nothing if it meets it.</param>
internal sealed record QualityRule(QualityTier Tier, string Id, Func<ProviderEvidence, IEnumerable<string>> Gaps);
