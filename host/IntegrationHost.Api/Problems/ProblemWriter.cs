using IntegrationHost.Api.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Api.Problems;

/// <summary>Writes a problem in the form its address speaks: ThorAPI's under <c>/v1</c>, problem details everywhere else.</summary>
internal static class ProblemWriter
{
    public static Task WriteAsync(
        HttpContext context, ProblemKind kind, string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors = null)
    {
        HttpResponse response = context.Response;
        response.StatusCode = kind.Status;
        if (context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
        {
            TimeProvider time = context.RequestServices.GetRequiredService<TimeProvider>();
            var thor = new ErrorResponse(kind.Status, ReasonPhrases.GetReasonPhrase(kind.Status), Sentence(detail, errors), time.GetUtcNow());
            return response.WriteAsJsonAsync(thor, WireJson.Context.ErrorResponse);
        }

        var problem = new ProblemBody(kind.Type, kind.Title, kind.Status, detail, context.TraceIdentifier, errors);
        return response.WriteAsJsonAsync(problem, WireJson.Context.ProblemBody, "application/problem+json");
    }

    /// <summary>ThorAPI has one sentence only, so the fields go into it.</summary>
    private static string Sentence(string detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? errors) =>
        errors is null or { Count: 0 } ? detail : string.Join(" ", errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}"));
}
