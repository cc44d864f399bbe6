using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>Fails with a message that must not come out.</summary>
internal sealed class BrokenCatalog : IProviderCatalog
{
    public const string Message = "sensitive-inner-detail";

    public IReadOnlyList<CatalogProvider> Providers => throw new InvalidOperationException(Message);

    public CatalogProvider? Find(string? providerId) => throw new InvalidOperationException(Message);

    public ModuleMatch? MatchModule(string? className) => throw new InvalidOperationException(Message);

    public CatalogProvider? GuessByAccountName(string? accountName) => throw new InvalidOperationException(Message);
}
