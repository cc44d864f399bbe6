namespace IntegrationHost.Core.Catalog;

/// <summary>A page of templates.</summary>
/// <param name="Total">How many match.</param>
/// <param name="Categories">Categories of what matches the search, with how many each has.</param>
/// <param name="Items">The templates of the page.</param>
public sealed record TemplateSelection(int Total, IReadOnlyList<KeyValuePair<string, int>> Categories, IReadOnlyList<Template> Items);
