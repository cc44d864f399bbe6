using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Commands;

namespace IntegrationHost.Authoring.OpenApi;

/// <summary>An OpenAPI document as a JSON tree, from a file or an address, in JSON or YAML. What it says is not believed yet.</summary>
internal static class DocumentText
{
    /// <summary>Greatest depth.</summary>
    public const int MaxDepth = 64;

    private const int MaxBytes = 32 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <param name="source">Path of a file, or an https address (http on this machine).</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <exception cref="DraftException">It is not JSON or YAML, or beyond a bound.</exception>
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static async Task<JsonObject> ReadAsync(string source, CancellationToken cancellationToken)
    {
        bool address = Uri.TryCreate(source, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
        JsonNode? tree = Parse(address ? await FetchAsync(uri!, cancellationToken) : await FileAsync(source, cancellationToken));
        return tree as JsonObject ?? throw new DraftException("The document is no object. An OpenAPI document begins with \"openapi\" or \"swagger\".");
    }

    /// <summary>JSON, or else YAML.</summary>
    public static JsonNode? Parse(string text)
    {
        string start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (!start.StartsWith('{') && !start.StartsWith('['))
            return YamlText.Read(text);

        try
        {
            return JsonNode.Parse(start, documentOptions: Strict);
        }
        catch (JsonException failure)
        {
            // YAML allows braces, too.
            try
            {
                return YamlText.Read(text);
            }
            catch (DraftException)
            {
                throw new DraftException($"The document is not JSON: it breaks at line {failure.LineNumber + 1}, or nests deeper than {MaxDepth} levels, or has a name twice.");
            }
        }
    }

    private static async Task<string> FileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new UsageException($"There is no file {path}.");
            return file.Length <= MaxBytes
                ? await File.ReadAllTextAsync(path, cancellationToken)
                : throw new UsageException($"{path} is larger than {MaxBytes / 1024 / 1024} MiB. Take what you need of it into a file of its own.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{path} cannot be read.");
        }
    }

    private static async Task<string> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        if (address.Scheme == "http" && !address.IsLoopback)
            throw new UsageException("A document is fetched over https only. Use https, or download it yourself.");

        using var client = new HttpClient(new HttpClientHandler { MaxAutomaticRedirections = 5 }) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MaxBytes };
        try
        {
            return await client.GetStringAsync(address, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"{address.Host} did not give the document. Look at the address in a browser, or download the document and name the file.", ExitCodes.Unavailable);
        }
    }
}
