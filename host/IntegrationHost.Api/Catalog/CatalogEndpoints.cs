using IntegrationHost.Api.Access;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Catalog;

/// <summary><c>/api/catalog</c>.</summary>
internal static class CatalogEndpoints
{
    public static void MapCatalog(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/catalog", List)
            .WithName("getCatalog")
            .WithTags("catalog")
            .WithSummary("The providers of all active plugins, with how many accounts and modules each has.").Needs(Scopes.AccountsRead);

    private static async Task<Ok<IReadOnlyList<ProviderCard>>> List(
        IProviderCatalog catalog, AccountService accounts, CoverageService coverage, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, int> count = await accounts.CountByProviderAsync(cancellationToken);
        ILookup<string?, CoverageEntry> modules = (await coverage.GetAsync(cancellationToken)).Entries.ToLookup(item => item.ProviderId);
        return TypedResults.Ok<IReadOnlyList<ProviderCard>>([.. catalog.Providers.Select(provider =>
        {
            string id = provider.Descriptor.Id;
            int linked = modules[id].Count(module => module.AccountId is not null);
            return CatalogMapper.ToCard(provider, count.GetValueOrDefault(id), linked, modules[id].Count() - linked);
        })]);
    }
}
