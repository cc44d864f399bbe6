using System.Text;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>Sends a text through the channel it is handed.</summary>
internal sealed class AcmeSendModule : IProviderModule
{
    public ModuleDescriptor Descriptor { get; } = new()
    {
        ModuleClass = AcmeCatalog.ModuleClass,
        ModuleType = "msg.acme.send",
        Name = "Send",
        Category = "Messaging",
        RequiredScopes = ["send"],
        Tags = ["message"],
        Inputs =
        [
            new ModuleFieldDescriptor { Name = "text", Type = "string", Control = "textarea", Description = "What to send.", Required = true, HelpText = "Plain text." },
            new ModuleFieldDescriptor { Name = "priority", Type = "string", AllowedValues = ["low", "high"], Default = "low" },
            new ModuleFieldDescriptor { Name = "retries", Type = "integer", Minimum = 0, Maximum = 5 },
        ],
        Outputs = [new ModuleFieldDescriptor { Name = "number", Type = "string", Description = "Number of the message." }],
        Behavior = new BehaviorDescriptor { RequiresNetwork = true, SideEffects = ["Sends a message."] },
        Errors = [new ErrorDescriptor { Code = "revoked", Status = 401, Cause = "The key was revoked.", Action = "Make another." }],
    };

    public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
    {
        if (JsonNode.Parse(inputJson)?["text"] is null)
        {
            return ModuleResult.Failure(new ModuleError("invalid_input", "An input is missing.")
            {
                Problems = [new InputProblem("text", "Give a text.")],
            });
        }

        ProviderResponse response = await channel.SendAsync(
            new ProviderRequest { Method = "POST", Path = "/send", ContentType = "application/json", Body = Encoding.UTF8.GetBytes(inputJson) }, cancellationToken);
        return ModuleResult.Success(Encoding.UTF8.GetString(response.Body.Span));
    }
}
