using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Quality;

/// <summary>The answer to one request.</summary>
internal sealed record RecordedAnswer
{
    public required string Request { get; init; }

    public required int Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public required string ContentType { get; init; }

    public JsonNode? Body { get; init; }

    public string? BodyText { get; init; }

    /// <summary>Code of the channel's error in place of an answer; <c>null</c> for an answer.</summary>
    public string? ChannelError { get; init; }

    public string Text => Body?.ToJsonString() ?? BodyText ?? "";
}
