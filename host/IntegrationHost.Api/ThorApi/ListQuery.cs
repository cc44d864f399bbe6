using System.Text.Json.Nodes;
using IntegrationHost.Api.Problems;
using IntegrationHost.Core.Entities;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.ThorApi;

/// <summary>The query of a ThorAPI list.</summary>
/// <param name="Page">From 0.</param>
/// <param name="Size">Items of a page, at most 200.</param>
/// <param name="Sort"><c>field</c>, <c>field,asc</c> or <c>field,desc</c>, in order of weight.</param>
/// <param name="Example">What items must be like; <c>null</c> for anything.</param>
internal sealed record ListQuery(int Page, int Size, IReadOnlyList<string> Sort, QueryByExample? Example)
{
    private const int DefaultSize = 20;
    private const int MaxSize = 200;

    /// <summary>Whether it asks for what is soft-deleted; otherwise that is left out.</summary>
    public bool WantsTrashed => Example?.WantsTrashed ?? false;

    /// <summary>How many items come before the page.</summary>
    public int Skip => (int)Math.Min((long)Page * Size, int.MaxValue);

    /// <summary>Reads the query. An example that is no JSON object is passed over, as ThorAPI does, but the answer says so.</summary>
    /// <remarks><c>limit</c> is what older clients call <c>size</c>.</remarks>
    public static ListQuery Read(HttpContext context, EntityType type)
    {
        IQueryCollection query = context.Request.Query;
        int page = Number(query, "page") ?? 0;
        int size = Number(query, "size") ?? Number(query, "limit") ?? DefaultSize;
        if (size == 0)
            throw RequestRefusedException.BadRequest("size is 0. Ask for 1 to 200 items.");

        QueryByExample? example = null;
        if (query.ContainsKey("example") && !QueryByExample.TryParse(query["example"], type, out example))
            context.Response.Headers["X-Example-Ignored"] = "true";
        return new ListQuery(page, Math.Min(size, MaxSize), [.. query["sort"].OfType<string>()], example);
    }

    /// <summary>The page of the items that are like the example, in the order asked for.</summary>
    public JsonArray Select(IEnumerable<JsonObject> items) => [.. Select(items, item => item)];

    /// <summary>The same for items that have a wire object.</summary>
    public IReadOnlyList<T> Select<T>(IEnumerable<T> items, Func<T, JsonObject> wire)
    {
        IEnumerable<T> matching = Example is null ? items : items.Where(item => Example.Matches(wire(item)));
        IEnumerable<T> ordered = Sort.Count == 0 ? matching : matching.OrderBy(wire, new SortOrder(Sort));
        return [.. ordered.Skip(Skip).Take(Size)];
    }

    private static int? Number(IQueryCollection query, string name)
    {
        string? text = query[name];
        if (text is null)
            return null;
        return int.TryParse(text, out int number) && number >= 0
            ? number
            : throw RequestRefusedException.BadRequest($"{name} is not a whole number from 0. Pages count from 0.");
    }
}
