using System.Text.Json.Nodes;

namespace IntegrationHost.Api.Tests.Events;

/// <summary>A message as a receiver sees it.</summary>
internal sealed record WebhookMessage(string Id, string Timestamp, string Signature, string Body)
{
    public string Type => (string)JsonNode.Parse(Body)!["type"]!;

    public JsonObject Data => JsonNode.Parse(Body)!["data"]!.AsObject();
}
