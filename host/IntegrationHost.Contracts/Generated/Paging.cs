using System.Globalization;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Contracts.Generated;

/// <summary>How an operation's answer goes on.</summary>
public enum PagingStyle
{
    /// <summary>The answer holds a cursor for the next request.</summary>
    Cursor,

    /// <summary>Pages are counted.</summary>
    Page,

    /// <summary>Items are counted.</summary>
    Offset,

    /// <summary>The answer holds the address of the next page: in a <c>Link</c> header with <c>rel="next"</c> (RFC 8288), or in its body.</summary>
    Link,
}

/// <summary>Where an operation says which page it wants, and where an answer says that there are more.</summary>
/// <param name="Style">How pages follow each other.</param>
/// <param name="Name">Parameter on the wire that says which page; empty for links.</param>
/// <param name="InBody">Whether the parameter stands in the body and not in the query.</param>
/// <param name="Next">Where the next cursor stands; for links, where the next address stands, empty for the <c>Link</c> header; empty for the other styles.</param>
/// <param name="Items">Where a page's items stand; empty if only the pages matter.</param>
/// <param name="More">Where it stands whether there are more; <c>null</c> if an empty page or cursor is the end.</param>
public sealed record Paging(PagingStyle Style, string Name, bool InBody, string Next, string Items, string? More)
{
    /// <summary>The request for the page after an answer; <c>null</c> if that was the last.</summary>
    /// <param name="request">The request that was answered.</param>
    /// <param name="response">The answer.</param>
    /// <param name="answer">Its body.</param>
    public ProviderRequest? After(ProviderRequest request, ProviderResponse response, OutputReader answer)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(answer);
        if (More is not null && answer.Boolean(More) != true)
        {
            return null;
        }

        int items = Items.Length > 0 && answer.Array(Items) is { } array ? array.GetArrayLength() : 0;
        return Style switch
        {
            PagingStyle.Cursor => answer.Text(Next) is { Length: > 0 } cursor && cursor != Current(request) ? With(request, cursor) : null,
            PagingStyle.Page => items > 0 ? With(request, Counted(request, 1, 1)) : null,
            PagingStyle.Offset => items > 0 ? With(request, Counted(request, 0, items)) : null,
            _ => NextAddress(response, answer) is { } link ? Follow(request, link) : null,
        };
    }

    private string? NextAddress(ProviderResponse response, OutputReader answer) => Next.Length > 0
        ? answer.Text(Next)
        : response.Headers.TryGetValue("Link", out string? links) ? NextLink(links) : null;

    private string Counted(ProviderRequest request, long first, long step)
    {
        long now = long.TryParse(Current(request), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long given) ? given : first;
        return (now + step).ToString(CultureInfo.InvariantCulture);
    }

    private string? Current(ProviderRequest request)
    {
        if (!InBody)
        {
            return request.Query.Where(pair => pair.Key == Name).Select(pair => pair.Value).LastOrDefault();
        }

        if (request.ContentType != RequestBuilder.JsonType)
        {
            return RequestBuilder.FormValue(request.Body.Span, Name);
        }

        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.TryGetProperty(Name, out JsonElement value) ? OutputReader.TextOf(value) : null;
    }

    private ProviderRequest With(ProviderRequest request, string value) => InBody
        ? request with { Body = RequestBuilder.Replace(request.Body, request.ContentType, Name, value, Style == PagingStyle.Cursor) }
        : request with { Query = [.. request.Query.Where(pair => pair.Key != Name), KeyValuePair.Create(Name, value)] };

    // The link is the provider's whole address; the host sends to the account's base only, so that its query is what counts.
    private static ProviderRequest? Follow(ProviderRequest request, string link)
    {
        int query = link.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? null : request with { Query = RequestPath.Split("/" + link[query..].Split('#')[0]).Query };
    }

    private static string? NextLink(string header)
    {
        foreach (string link in header.Split(',', StringSplitOptions.TrimEntries))
        {
            int end = link.IndexOf('>', StringComparison.Ordinal);
            bool next = link.StartsWith('<') && end > 0
                && link[(end + 1)..].Split(';', StringSplitOptions.TrimEntries).Any(part => part.Replace("\"", "", StringComparison.Ordinal).Equals("rel=next", StringComparison.OrdinalIgnoreCase));
            if (next)
            {
                return link[1..end];
            }
        }

        return null;
    }
}
