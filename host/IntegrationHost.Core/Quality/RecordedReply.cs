using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHost.Core.Quality;

/// <summary>One situation of a provider: the answers by request, and what they must lead to.</summary>
internal sealed record RecordedReply
{
    // A misspelt expectation must not go unnoticed.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public required string Name { get; init; }

    public required IReadOnlyList<RecordedAnswer> Replies { get; init; }

    public required ExpectedVerdict Expected { get; init; }

    /// <exception cref="InvalidDataException">The file is no recorded reply; the message says where.</exception>
    public static RecordedReply Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (JsonException failure)
        {
            string place = failure.LineNumber is { } line ? $"({line + 1})" : "";
            throw new InvalidDataException($"{path}{place} is no recorded reply. Give it \"name\", \"replies\" and \"expected\", and nothing else; plugins/README.md shows one.", failure);
        }
    }

    /// <exception cref="JsonException">The text is no recorded reply.</exception>
    public static RecordedReply Parse(string json) => JsonSerializer.Deserialize<RecordedReply>(json, Strict) ?? throw new JsonException();
}
