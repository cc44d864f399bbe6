using System.Collections.Frozen;
using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace IntegrationHost.Api.Requests;

/// <summary>What holds for every request before its address matters: no upgrade, no query parameter that ThorAPI does not know under its addresses, no body but JSON in UTF-8.</summary>
internal static class RequestForm
{
    private const int MaxQueryLength = 2048;

    /// <summary>A closed list, so that nobody finds a place for a key in an address, where it would be kept by every log on the way.</summary>
    private static readonly FrozenSet<string> ThorParameters = new[] { "page", "size", "limit", "sort", "example", "cascade", "trash" }.ToFrozenSet();

    private static readonly FrozenSet<string> ObjectParameters = new[] { "objectType", "objectId" }.ToFrozenSet();

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        if (request.Headers.ContainsKey("Upgrade"))
            return ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, "The protocol cannot be changed here. Leave out the Upgrade header.");
        if (HttpMethods.IsOptions(request.Method))
            return ProblemWriter.WriteAsync(context, ProblemKind.MethodNotAllowed, "There are no cross-origin rules to ask for. See /openapi/v1.json.");
        if (request.QueryString.Value is { Length: > MaxQueryLength })
            return ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, $"The query is longer than {MaxQueryLength} characters. Ask for less at once.");
        if (HasUnknownParameter(request))
            return ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, UnknownParameterDetail(request));
        if (HasBody(context) && !IsJson(request))
            return RefuseAsync(context);
        return next(context);
    }

    /// <summary>Names what is taken. A list of operations (JSON Patch) is not: by its paths it could test and copy what is masked.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        if (!HttpMethods.IsPatch(context.Request.Method))
            return ProblemWriter.WriteAsync(context, ProblemKind.WrongMediaType, "Send Content-Type: application/json with UTF-8, not compressed.");

        context.Response.Headers["Accept-Patch"] = "application/merge-patch+json, application/json";
        return ProblemWriter.WriteAsync(
            context, ProblemKind.WrongMediaType, "Send Content-Type: application/merge-patch+json or application/json, with UTF-8, not compressed. JSON Patch (application/json-patch+json) is not taken.");
    }

    /// <summary>Whether a request speaks ThorAPI's contract.</summary>
    public static bool IsThor(HttpRequest request) => request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);

    private static bool HasUnknownParameter(HttpRequest request) =>
        request.QueryString.HasValue && IsThor(request) && request.Query.Keys.Any(name => !Known(request).Contains(name));

    private static FrozenSet<string> Known(HttpRequest request) => request.Path.Value == "/v1/auth/acl/permissions" ? ObjectParameters : ThorParameters;

    private static string UnknownParameterDetail(HttpRequest request) => $"A query parameter is not known. Known are {string.Join(", ", Known(request).Order())}.";

    private static bool HasBody(HttpContext context) => context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;

    private static bool IsJson(HttpRequest request)
    {
        if (request.Headers.ContainsKey("Content-Encoding") || !MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
            return false;

        bool json = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (HttpMethods.IsPatch(request.Method) && type.MediaType.Equals("application/merge-patch+json", StringComparison.OrdinalIgnoreCase));
        return json && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
