using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Requests;
using IntegrationHost.Core.Coverage;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Coverage;

/// <summary>Which items of the coverage are asked for.</summary>
internal sealed record CoverageFilter
{
    private HashSet<CoverageState>? States { get; init; }

    private string? Category { get; init; }

    private string? ProviderId { get; init; }

    private Guid? AccountId { get; init; }

    private string? Workflow { get; init; }

    private string? Search { get; init; }

    private (int Page, int Size)? Page { get; init; }

    public static CoverageFilter Read(HttpRequest request) => new()
    {
        States = QueryValues.Text(request, "state") is { } states ? [.. states.Split(',', StringSplitOptions.TrimEntries).Select(State)] : null,
        Category = QueryValues.Text(request, "category"),
        ProviderId = QueryValues.Text(request, "providerId"),
        AccountId = QueryValues.Id(request, "accountId"),
        Workflow = QueryValues.Text(request, "workflow"),
        Search = QueryValues.Text(request, "search"),
        Page = request.Query.ContainsKey("page") || request.Query.ContainsKey("size") ? QueryValues.Page(request) : null,
    };

    /// <summary>The items of the page, and how many match on all pages.</summary>
    public IReadOnlyList<CoverageEntry> Apply(IReadOnlyList<CoverageEntry> entries, out int matching)
    {
        List<CoverageEntry> found = [.. entries.Where(Matches)];
        matching = found.Count;
        return Page is { } page ? [.. found.Skip((int)Math.Min((long)page.Page * page.Size, int.MaxValue)).Take(page.Size)] : found;
    }

    private bool Matches(CoverageEntry entry) =>
        (States is null || States.Contains(entry.State))
        && (Category is null || entry.Category.Equals(Category, StringComparison.OrdinalIgnoreCase))
        && (ProviderId is null || entry.ProviderId == ProviderId)
        && (AccountId is null || entry.AccountId == AccountId)
        && (Workflow is null || entry.Workflow.Equals(Workflow, StringComparison.OrdinalIgnoreCase))
        && (Search is null || entry.ModuleName.Contains(Search, StringComparison.OrdinalIgnoreCase) || entry.ClassName.Contains(Search, StringComparison.OrdinalIgnoreCase));

    private static CoverageState State(string text) => Enum.TryParse(text, ignoreCase: true, out CoverageState state) && Enum.IsDefined(state) && !char.IsAsciiDigit(text[0])
        ? state
        : throw RequestRefusedException.BadRequest($"state is not known. Known are {string.Join(", ", Enum.GetNames<CoverageState>())}.");
}
