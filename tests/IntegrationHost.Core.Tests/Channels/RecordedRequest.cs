using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Core.Tests.Channels;

/// <summary>What a server was sent.</summary>
internal sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public bool Holds(string text) => Target.Contains(text, StringComparison.Ordinal) || Body.Contains(text, StringComparison.Ordinal)
        || Headers.Values.Any(value => value.Contains(text, StringComparison.Ordinal));

    public static async Task<RecordedRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new RecordedRequest(
            request.Method,
            request.Path + request.QueryString,
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
    }
}
