using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Mail;

/// <summary>Answers of mail servers in the form of every other provider's: a status and a JSON envelope.</summary>
internal static class MailAnswer
{
    private const int LongestText = 512;

    private static readonly Dictionary<string, string> NoHeaders = [];

    /// <summary>What was asked for.</summary>
    /// <param name="protocol"><c>imap</c> or <c>smtp</c>.</param>
    /// <param name="facts">What else the envelope holds.</param>
    public static ProviderResponse Done(string protocol, JsonObject facts)
    {
        facts.Insert(0, "protocol", protocol);
        facts.Insert(1, "ok", true);
        return Of(200, facts);
    }

    /// <summary>The server's refusal.</summary>
    /// <param name="status">The HTTP status that means the same.</param>
    /// <param name="protocol"><c>imap</c> or <c>smtp</c>.</param>
    /// <param name="code">The server's code, such as <c>AUTHENTICATIONFAILED</c> or <c>535</c>; empty if it gave none.</param>
    /// <param name="enhancedCode">The enhanced status code of SMTP (RFC 3463), such as <c>5.7.8</c>; <c>null</c> if there is none.</param>
    /// <param name="text">The server's words.</param>
    public static ProviderResponse Refused(int status, string protocol, string code, string? enhancedCode, string text)
    {
        var body = new JsonObject { ["protocol"] = protocol, ["ok"] = false, ["code"] = code };
        if (enhancedCode is not null)
            body["enhancedCode"] = enhancedCode;
        body["text"] = text.Length > LongestText ? text[..LongestText] : text;
        return Of(status, body);
    }

    private static ProviderResponse Of(int status, JsonObject body) => new()
    {
        StatusCode = status,
        Headers = NoHeaders,
        ContentType = "application/json",
        Body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body),
    };
}
