using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Scalar.AspNetCore;

namespace IntegrationHost.Api.OpenApi;

/// <summary>The API documents as pages to read in a browser, under <c>/scalar</c>. Off unless asked for; all that they load is of this host.</summary>
/// <remarks>
/// A browser cannot send the token when it opens a page. While the pages are on, they and the documents (which hold no data) need none; every other address does,
/// and refuses browsers as ever, so that the pages are for reading. Requests are tried with the .http file or a client.
/// </remarks>
internal static class ReferencePage
{
    private const string Path = "/scalar";

    private static readonly string[] Documents = ["thorapi", "host"];

    /// <summary>Marks requests for the pages, and gives these a policy of their own under which they can run.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.RequestServices.GetRequiredService<HostFacts>().Options.Browsable || !HttpMethods.IsGet(context.Request.Method) || !IsPage(context.Request))
            return next(context);

        context.Items[typeof(ReferencePage)] = true;
        if (context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
            context.Response.OnStarting(() => RelaxAsync(context));
        return next(context);
    }

    /// <summary>Whether a request is for the pages, and comes from one of them or from a person, not from another site.</summary>
    public static bool IsOpen(HttpContext context) => context.Items.ContainsKey(typeof(ReferencePage))
        && !context.Request.Headers.ContainsKey("Origin")
        && context.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";

    public static void MapReferencePage(this WebApplication application) => application.MapScalarApiReference(Path, options =>
    {
        options.WithTitle("IntegrationHost").WithOpenApiRoutePattern("/openapi/{documentName}.json").AddDocuments(Documents);
        options.DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideTestRequestButton().HideClientButton().HideDeveloperTools();
        options.WithNonce();
    }).Open();

    private static bool IsPage(HttpRequest request) =>
        request.Path.StartsWithSegments(Path, StringComparison.Ordinal) || Documents.Any(name => request.Path.Value == $"/openapi/{name}.json");

    private static Task RelaxAsync(HttpContext context)
    {
        string nonce = context.Items[ScalarOptions.NonceHttpContextItemKey] as string is { } value ? $" 'nonce-{value}'" : "";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Task.CompletedTask;
    }
}
