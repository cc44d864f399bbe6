namespace IntegrationHost.Core.Catalog;

/// <summary>Which templates are asked for.</summary>
/// <param name="Category">Category, in any case; <c>null</c> for all.</param>
/// <param name="Search">Words that all must occur in name, description, or modules; <c>null</c> for anything.</param>
/// <param name="Page">From 0.</param>
/// <param name="Size">Templates of a page.</param>
public sealed record TemplateQuery(string? Category, string? Search, int Page, int Size);
