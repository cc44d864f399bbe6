using IntegrationHost.Api.OpenApi;
using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Access;

/// <summary>No page in a browser has business here: whatever says that it comes from one is refused, from this host's own origin, too.</summary>
internal static class BrowserFilter
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Request.Headers;
        return (headers.ContainsKey("Origin") || headers.ContainsKey("Sec-Fetch-Site")) && !ReferencePage.IsOpen(context)
            ? ProblemWriter.WriteAsync(context, ProblemKind.Forbidden, "Requests from a browser are refused. Use the console, the command line or an HTTP client.")
            : next(context);
    }
}
