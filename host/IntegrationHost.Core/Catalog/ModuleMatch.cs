using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Catalog;

/// <summary>What a workflow's class name means.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Module">The module.</param>
public sealed record ModuleMatch(CatalogProvider Provider, IProviderModule Module);
