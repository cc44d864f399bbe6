namespace IntegrationHost.Core.Catalog;

/// <summary>A provider that fits a module.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="KindId">Credential kind that runs the module; <c>null</c> if the module is not known.</param>
/// <param name="Reason">Why it fits.</param>
public sealed record TemplateFit(CatalogProvider Provider, string? KindId, string Reason);
