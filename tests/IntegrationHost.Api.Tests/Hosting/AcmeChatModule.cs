using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>A language model that says what it was sent.</summary>
internal sealed class AcmeChatModule : IProviderModule
{
    public ModuleDescriptor Descriptor { get; } = new()
    {
        ModuleClass = "com.example.AcmeChatModule",
        ModuleType = "ai.acme.chat",
        Name = "Chat",
        Category = "AI",
        Inputs =
        [
            new ModuleFieldDescriptor { Name = "model", Type = "string", Required = true },
            new ModuleFieldDescriptor { Name = "messages", Type = "array", Required = true },
            new ModuleFieldDescriptor { Name = "temperature", Type = "number" },
        ],
        Outputs = [new ModuleFieldDescriptor { Name = "text", Type = "string" }],
    };

    public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
    {
        ProviderResponse response = await channel.SendAsync(
            new ProviderRequest { Method = "POST", Path = "/chat", ContentType = "application/json", Body = Encoding.UTF8.GetBytes(inputJson) }, cancellationToken);
        return response.StatusCode == 200
            ? ModuleResult.Success(new JsonObject { ["text"] = JsonNode.Parse(response.Body.Span)!["reply"]!.DeepClone() }.ToJsonString())
            : ModuleResult.Failure(new ModuleError("revoked", "Acme refused the key."));
    }
}
