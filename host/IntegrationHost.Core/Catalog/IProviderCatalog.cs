namespace IntegrationHost.Core.Catalog;

/// <summary>The providers of all active plugins.</summary>
public interface IProviderCatalog
{
    /// <summary>By name.</summary>
    IReadOnlyList<CatalogProvider> Providers { get; }

    /// <summary>The provider with this id, or <c>null</c>.</summary>
    CatalogProvider? Find(string? providerId);

    /// <summary>The provider with this id in a version that an account stays on: the newest within the range, or <c>null</c>.</summary>
    /// <param name="providerId">Provider id.</param>
    /// <param name="versions">Range of semantic versions of its plugin; <c>null</c> for the one that serves everyone.</param>
    CatalogProvider? Find(string? providerId, string? versions) => Find(providerId);

    /// <summary>
    /// The provider and module that a workflow's class name means, or <c>null</c>. Full class, moved package, simple name, bean name, dotted id and aliases all match.
    /// </summary>
    ModuleMatch? MatchModule(string? className);

    /// <summary>The provider that an account name such as <c>STRIPE</c> or <c>SLACK_PRIMARY</c> speaks of, or <c>null</c> if none or several do.</summary>
    CatalogProvider? GuessByAccountName(string? accountName);
}
