namespace IntegrationHost.Core.Catalog;

/// <summary>The catalogue as it is now: an unchanging one that is exchanged as a whole, so that each look sees one state of all plugins.</summary>
/// <param name="first">The catalogue to begin with.</param>
internal sealed class LiveCatalog(IProviderCatalog first) : IProviderCatalog
{
    private volatile IProviderCatalog current = first;

    /// <inheritdoc/>
    public IReadOnlyList<CatalogProvider> Providers => current.Providers;

    /// <summary>Puts another in its place.</summary>
    public void Exchange(IProviderCatalog next) => current = next;

    /// <inheritdoc/>
    public CatalogProvider? Find(string? providerId) => current.Find(providerId);

    /// <inheritdoc/>
    public CatalogProvider? Find(string? providerId, string? versions) => current.Find(providerId, versions);

    /// <inheritdoc/>
    public ModuleMatch? MatchModule(string? className) => current.MatchModule(className);

    /// <inheritdoc/>
    public CatalogProvider? GuessByAccountName(string? accountName) => current.GuessByAccountName(accountName);
}
