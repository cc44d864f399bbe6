using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// Reads a list of a ThorAPI server to its end. Servers tell no total, cut pages to a size of their own, give all rows on every page, or wrap pages as Spring does; rows that come or go
/// while it is read move the others. So a short page is not taken for the last one, rows are told apart by id, and a list of several pages is read until it is twice the same.
/// </summary>
internal sealed class ThorPages(ThorSession session, string path, string? example)
{
    private const int Size = 100;
    private const int MostPages = 2000;
    private const int MostPasses = 4;

    private readonly Dictionary<string, JsonElement> rows = new(StringComparer.OrdinalIgnoreCase);
    private bool missing;

    /// <summary>Every row with an id, once.</summary>
    /// <param name="session">The server.</param>
    /// <param name="path">Path of the list.</param>
    /// <param name="example">Query by example as JSON; <c>null</c> for all rows. Servers may not heed it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UpstreamException">The server refuses, or it is no list.</exception>
    public static async Task<ThorList> ReadAsync(ThorSession session, string path, string? example, CancellationToken cancellationToken)
    {
        var pages = new ThorPages(session, path, example);
        (List<string> before, bool whole) = await pages.PassAsync(cancellationToken);
        for (int pass = 1; !whole && pass < MostPasses; pass++)
        {
            (List<string> now, _) = await pages.PassAsync(cancellationToken);
            whole = now.SequenceEqual(before, StringComparer.OrdinalIgnoreCase);
            before = now;
        }

        return new ThorList(pages.rows, pages.missing);
    }

    /// <summary>Reads from the first page to the last; what an earlier pass found stays, for it may have been missed only by this one.</summary>
    /// <returns>The ids in their order, and whether all came in one answer, in which nothing can have moved.</returns>
    private async Task<(List<string> Ids, bool Whole)> PassAsync(CancellationToken cancellationToken)
    {
        List<string> all = [];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        int size = Size;
        for (int page = 0; page < MostPages; page++)
        {
            (List<string> ids, bool end) = await PageAsync(page, size, cancellationToken);
            int fresh = ids.Count(seen.Add);
            if (fresh == 0)
                return (all, page <= 1);
            all.AddRange(ids);
            if (end)
                return (all, page == 0);

            // The server's own cap: from here on both sides count in pages of that size.
            if (page == 0 && ids.Count < size)
                size = ids.Count;
        }

        throw new UpstreamException($"{session.At(path)} answers in pages that do not end. It was given up after {MostPages}.", UpstreamFault.NotUnderstood);
    }

    private async Task<(List<string> Ids, bool End)> PageAsync(int page, int size, CancellationToken cancellationToken)
    {
        // Percent-encoded, never with "+": servers decode it twice.
        string query = $"{path}?page={page}&size={size}{(example is null ? "" : "&example=" + Uri.EscapeDataString(example))}";
        ThorAnswer answer;
        try
        {
            answer = await session.AskAsync(new ThorRequest(HttpMethod.Get, query), cancellationToken);
        }
        catch (UpstreamException failure) when (failure.Fault == UpstreamFault.NotFound)
        {
            missing |= page == 0;
            return ([], true);
        }

        if (answer.IsEmpty)
            return ([], true);
        using JsonDocument document = answer.Parse(session.At(path));
        JsonElement root = document.RootElement;
        bool wrapped = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.Array;
        JsonElement list = wrapped ? root.GetProperty("content") : root;
        if (list.ValueKind != JsonValueKind.Array)
            throw new UpstreamException($"{session.At(path)} answered with something that is no list. Check the address.", UpstreamFault.NotUnderstood);

        List<string> ids = [];
        foreach (JsonElement row in list.EnumerateArray())
        {
            if (ThorJson.IdOf(row) is not { } id)
                continue;
            ids.Add(id);
            rows[id] = row.Clone();
        }

        return (ids, wrapped && root.TryGetProperty("last", out JsonElement last) && last.ValueKind == JsonValueKind.True);
    }
}
