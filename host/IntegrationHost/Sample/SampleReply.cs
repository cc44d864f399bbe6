using System.Text;
using System.Text.Json;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Sample;

/// <summary>One recorded reply of a provider. Settable, since generated JSON code would reset init-only properties that are not there.</summary>
internal sealed record SampleReply
{
    /// <summary>HTTP status. Default: 200.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Media type. Default: JSON.</summary>
    public string ContentType { get; set; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>The body, if it is JSON.</summary>
    public JsonElement? Body { get; set; }

    /// <summary>The body, if it is not.</summary>
    public string? Text { get; set; }

    public ProviderResponse ToResponse() => new()
    {
        StatusCode = Status,
        ContentType = ContentType,
        Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase),
        Body = Encoding.UTF8.GetBytes(Text ?? Body?.GetRawText() ?? ""),
    };
}
