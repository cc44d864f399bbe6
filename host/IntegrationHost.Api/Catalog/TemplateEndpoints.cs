using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Requests;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace IntegrationHost.Api.Catalog;

/// <summary><c>/api/templates</c>.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/api/templates").WithTags("catalog").WithProblems()
            .MapGet("", List).WithName("getTemplates").WithSummary("Templates in pages, by category and search; those whose name begins with the search come first.")
            .WithQuery(
                ("category", JsonSchemaType.String, "Only this category."),
                ("search", JsonSchemaType.String, "Words that all occur in the name, the description or the modules."),
                ("page", JsonSchemaType.Integer, "From 0; 0 if absent."),
                ("size", JsonSchemaType.Integer, "From 1 to 200; 50 if absent.")).Needs(Scopes.AccountsRead);

    private static async Task<Ok<TemplatePage>> List(HttpRequest request, TemplateService templates, CancellationToken cancellationToken)
    {
        (int page, int size) = QueryValues.Page(request);
        TemplateSelection found = await templates.FindAsync(new TemplateQuery(QueryValues.Text(request, "category"), QueryValues.Text(request, "search"), page, size), cancellationToken);
        return TypedResults.Ok(new TemplatePage(
            found.Total, page, size, [.. found.Categories.Select(category => new TemplateCategory(category.Key, category.Value))], [.. found.Items.Select(CatalogMapper.ToTemplate)]));
    }
}
