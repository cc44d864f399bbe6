using System.Text.Json.Serialization;

namespace IntegrationHost.Client;

/// <summary>What is read of an answer that is no success: RFC 9457 problem details, or ThorAPI's ErrorResponse.</summary>
internal sealed record ErrorBody
{
    /// <summary>Problem details: what went wrong this time.</summary>
    public string? Detail { get; init; }

    /// <summary>Problem details: what kind of problem it is.</summary>
    public string? Title { get; init; }

    /// <summary>ErrorResponse: what went wrong.</summary>
    public string? Message { get; init; }

    /// <summary>ErrorResponse: the status in words.</summary>
    public string? Error { get; init; }

    /// <summary>Problem details: what is wrong by field key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>The most telling sentence there is, or <c>null</c>.</summary>
    [JsonIgnore]
    public string? Sentence => new[] { Detail, Message, Title, Error }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
}
