using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Access;

/// <summary>Headers of every answer, refusals included: nothing is to be cached, guessed at, framed or read across origins.</summary>
internal static class SecurityHeaders
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(context);
    }
}
