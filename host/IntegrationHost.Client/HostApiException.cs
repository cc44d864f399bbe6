using System.Net;

namespace IntegrationHost.Client;

/// <summary>The host answered, but not with success.</summary>
/// <param name="statusCode">HTTP status.</param>
/// <param name="message">The problem's detail, or its title.</param>
/// <param name="errors">What is wrong by field key; empty if the problem is not of fields.</param>
public sealed class HostApiException(HttpStatusCode statusCode, string message, IReadOnlyDictionary<string, IReadOnlyList<string>> errors) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public HttpStatusCode StatusCode { get; } = statusCode;

    /// <summary>What is wrong by field key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; } = errors;
}
