using System.Globalization;
using Microsoft.OpenApi;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>The address that a document's calls go to.</summary>
internal static class ServerAddress
{
    /// <summary>The first of the document's addresses that is one on the web.</summary>
    /// <param name="document">Its servers; if it has none, those of its paths.</param>
    /// <param name="from">Where the document was fetched, for its relative addresses.</param>
    /// <param name="notes">What is other than the document says is told here.</param>
    /// <exception cref="DraftException">There is none.</exception>
    public static string Of(OpenApiDocument document, Uri? from, List<string> notes)
    {
        IEnumerable<OpenApiServer> ofPaths = (document.Paths ?? []).SelectMany(path => Own(path.Value).Concat((path.Value?.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(operation => operation.Servers ?? [])));
        OpenApiServer[] servers = [.. document.Servers ?? [], .. ofPaths];
        foreach (OpenApiServer server in servers)
        {
            if (Read(server, from) is not { } address)
                continue;

            if (address.Scheme == "http")
                notes.Add("The document names an http address; a host sends credentials over https only, so the base URL says https.");
            if (!address.IsDefaultPort)
                notes.Add($"The document's address has the port {address.Port.ToString(CultureInfo.InvariantCulture)}, which the hosts of a provider cannot have; the base URL is without it. Give accounts the whole address (--base-url).");
            if (server.Variables?.Count > 0)
                notes.Add("The base URL has the default values of the document's variables; accounts can have a base URL of their own.");
            return Text(address);
        }

        string relative = servers.Any(server => server.Url?.StartsWith('/') == true) ? " It says only where they go below an address that it does not name: give that address with the path." : "";
        throw new DraftException($"The document names no address on the web that calls go to.{relative} Add --base-url https://...");
    }

    /// <summary>The other address that an operation is served from; <c>null</c> if it is the provider's.</summary>
    public static string? Elsewhere(OpenApiDocument document, IOpenApiPathItem path, OpenApiOperation operation, Uri? from, string baseUrl)
    {
        OpenApiServer[] own = operation.Servers is { Count: > 0 } ofOperation ? [.. ofOperation] : [.. Own(path)];
        string[] addresses = [.. Texts(own, from)];
        return addresses.Length == 0 || addresses.Intersect(Texts(document.Servers ?? [], from).Append(baseUrl)).Any() ? null : addresses[0];
    }

    private static IEnumerable<string> Texts(IEnumerable<OpenApiServer> servers, Uri? from) => servers.Select(server => Read(server, from)).OfType<Uri>().Select(Text);

    private static IEnumerable<OpenApiServer> Own(IOpenApiPathItem? path) => path?.Servers ?? Enumerable.Empty<OpenApiServer>();

    private static string Text(Uri address) => "https://" + address.IdnHost.ToLowerInvariant() + address.AbsolutePath.TrimEnd('/');

    private static Uri? Read(OpenApiServer server, Uri? from)
    {
        string text = (server.Variables ?? new Dictionary<string, OpenApiServerVariable>()).Aggregate(server.Url ?? "", (url, pair) => url.Replace("{" + pair.Key + "}", pair.Value?.Default, StringComparison.Ordinal));
        if (text.StartsWith("//", StringComparison.Ordinal))
            text = "https:" + text;
        else if (from is not null && text.StartsWith('/') && Uri.TryCreate(from, text, out Uri? absolute))
            text = absolute.AbsoluteUri;
        bool usable = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.HostNameType == UriHostNameType.Dns && address.Host.Contains('.', StringComparison.Ordinal)
            && address.Host != "document.invalid" && address.UserInfo.Length == 0 && !text.Contains('{', StringComparison.Ordinal);
        return usable ? address : null;
    }
}
