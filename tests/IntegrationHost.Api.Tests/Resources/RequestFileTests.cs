using System.Text.RegularExpressions;
using IntegrationHost.Api.Tests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace IntegrationHost.Api.Tests.Resources;

/// <summary>The file of requests that people try the API with knows every address of the host's own, and none that is not there.</summary>
public sealed partial class RequestFileTests : ApiTest
{
    [Fact]
    public async Task RequestFile_HasARequestForEveryOwnAddress_AndNoneForOthers()
    {
        using StreamReader reader = new(typeof(RequestFileTests).Assembly.GetManifestResourceStream("IntegrationHost.Api.http")!);
        string file = await reader.ReadToEndAsync(Cancel);
        (string Method, string Path)[] requests = [.. Request().Matches(file).Select(match => (match.Groups[1].Value, Variable().Replace(match.Groups[2].Value, "x")))];
        (string Method, string Template, TemplateMatcher Matcher)[] routes = [.. Api.Routes.SelectMany(Methods)];

        Assert.True(requests.Length > 100, $"Only {requests.Length} requests were found.");
        Assert.Empty(requests.Where(request => !routes.Any(route => Fits(route, request))).Select(request => $"{request.Method} {request.Path}"));
        Assert.Empty(routes.Where(route => route.Template.StartsWith("/api/", StringComparison.Ordinal) && !requests.Any(request => Fits(route, request))).Select(route => $"{route.Method} {route.Template}"));
    }

    private static IEnumerable<(string, string, TemplateMatcher)> Methods(RouteEndpoint route)
    {
        // Ids are variables in the file; their forms are of no interest here.
        string template = Constraint().Replace(route.RoutePattern.RawText!, "{$1}").TrimEnd('/');
        TemplateMatcher matcher = new(TemplateParser.Parse(template), []);
        return route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, template, matcher));
    }

    private static bool Fits((string Method, string Template, TemplateMatcher Matcher) route, (string Method, string Path) request) =>
        route.Method == request.Method && route.Matcher.TryMatch(request.Path, []);

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) \{\{host\}\}([^\s?]+)", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex(@"\{\{[^}]+\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{(\w+):[^}]+\}")]
    private static partial Regex Constraint();
}
