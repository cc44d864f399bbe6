using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IntegrationHost.Plugins.Tests.Replies;

/// <summary>One situation of a provider: the answers by request, and what they must lead to.</summary>
internal sealed record RecordedReply
{
    // A misspelt expectation must not go unnoticed.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required string Name { get; init; }

    public required IReadOnlyList<RecordedAnswer> Replies { get; init; }

    public required ExpectedVerdict Expected { get; init; }

    public static RecordedReply Read(string path) => JsonSerializer.Deserialize<RecordedReply>(File.ReadAllText(path), Strict)!;
}

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

/// <summary>What a situation must lead to. What is left out is not looked at.</summary>
internal sealed record ExpectedVerdict
{
    public required string Verdict { get; init; }

    public required string RuleId { get; init; }

    public string? ErrorCode { get; init; }

    public string? Mode { get; init; }

    public string? AccountType { get; init; }

    public string? MessageContains { get; init; }

    public int? ExpiresInSeconds { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public IReadOnlyList<string>? MissingScopes { get; init; }

    public IReadOnlyDictionary<string, string>? Identity { get; init; }

    /// <summary>Texts that the answer held and the channel must have taken out before anything else saw it.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];
}
