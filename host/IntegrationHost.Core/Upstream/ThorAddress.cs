namespace IntegrationHost.Core.Upstream;

/// <summary>The address of a ThorAPI server, however it is spelled.</summary>
internal static class ThorAddress
{
    /// <summary>The server without <c>/v1</c> and a trailing slash.</summary>
    /// <param name="text">Absolute address; with or without <c>/v1</c> and a trailing slash.</param>
    /// <exception cref="UpstreamException">It is not usable.</exception>
    public static Uri Parse(string text)
    {
        if (text.Length > 2000 || !Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0
            || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new UpstreamException(
                "The server's address is not usable. Give an absolute one without user name and query, such as https://api-0.valkyrlabs.com/v1.", UpstreamFault.Unusable);
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            throw new UpstreamException(
                $"{address.Host} would be asked without TLS, and a token could be read on the way. Use https://; http:// is for this machine only.", UpstreamFault.Unusable);
        }

        string root = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri(root.EndsWith("/v1", StringComparison.Ordinal) ? root[..^3] : root);
    }

    /// <summary>Checks a path below a server.</summary>
    /// <exception cref="UpstreamException">It is not usable.</exception>
    public static string CheckPath(string path) =>
        path is null || !path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.Contains("..", StringComparison.Ordinal)
            ? throw new UpstreamException($"The path must begin with one \"/\", such as {ThorMetadataSource.DefaultPath}.", UpstreamFault.Unusable)
            : path;

    /// <summary>An address below a server.</summary>
    public static Uri At(Uri server, string below) => new(server.AbsoluteUri.TrimEnd('/') + below);
}
