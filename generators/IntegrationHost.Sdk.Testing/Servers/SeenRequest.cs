using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace IntegrationHost.Sdk.Testing.Servers;

/// <summary>A request as a server sees it, with its credential.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path as sent.</param>
/// <param name="Query">Query as sent.</param>
/// <param name="Headers">Headers; a pair of name and password is taken apart.</param>
/// <param name="Body">Body as text.</param>
internal sealed record SeenRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>All of its headers.</summary>
    public string HeaderText => string.Join('\n', Headers.Select(header => $"{header.Key}: {header.Value}"));

    public static async Task<SeenRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        string body = await reader.ReadToEndAsync();
        var address = new Uri(request.GetEncodedUrl());
        return new SeenRequest(
            request.Method, address.AbsolutePath, Uri.UnescapeDataString(address.Query),
            request.Headers.ToDictionary(header => header.Key, header => Plain(header.Value.ToString()), StringComparer.OrdinalIgnoreCase), body);
    }

    /// <summary>Names and values, never printed: they hold a credential.</summary>
    public override string ToString() => $"{Method} {Path}";

    private static string Plain(string value)
    {
        const string basic = "Basic ";
        byte[] pair = new byte[value.Length];
        return value.StartsWith(basic, StringComparison.OrdinalIgnoreCase) && Convert.TryFromBase64String(value[basic.Length..], pair, out int length)
            ? basic + Encoding.UTF8.GetString(pair, 0, length)
            : value;
    }
}
