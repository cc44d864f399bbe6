using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Requests;

/// <summary>The query parameters that an address takes: a closed list, so that nobody finds a place for a key in an address, where every log on the way would keep it.</summary>
/// <param name="Names">Their names.</param>
internal sealed record QueryNames(IReadOnlyList<string> Names)
{
    /// <summary>Refuses what the address does not take. Runs once the address is known.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.QueryString.HasValue || context.GetEndpoint() is not { } endpoint || RequestForm.IsThor(context.Request))
            return next(context);

        IReadOnlyList<string> known = endpoint.Metadata.GetMetadata<QueryNames>()?.Names ?? [];
        if (context.Request.Query.Keys.All(known.Contains))
            return next(context);
        return ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, known.Count == 0
            ? "This address takes no query parameters. Leave out all after the question mark."
            : $"A query parameter is not known. Known are {string.Join(", ", known)}.");
    }
}
