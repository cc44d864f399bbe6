using System.Text.Json;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using TestPlugins;

[assembly: ProviderPlugin(typeof(HostilePlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Does to its process whatever the input names.</summary>
public sealed class HostilePlugin() : SamplePlugin("hostile")
{
    public override IReadOnlyList<IProviderModule> Modules { get; } = [new ActModule()];

    private sealed class ActModule : IProviderModule
    {
        public ModuleDescriptor Descriptor { get; } = new() { ModuleClass = "com.example.hostile.ActModule", ModuleType = "msg.hostile.act", Name = "Act", Category = "Test" };

        public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
        {
            using var input = JsonDocument.Parse(inputJson);
            if (input.RootElement.GetProperty("do").GetString() == "nested result")
                return ModuleResult.Success(RuntimeActs.Nested());
            if (input.RootElement.GetProperty("do").GetString() == "half a character")
                return ModuleResult.Success("{\"said\":\"\\ud800\"}");
            if (input.RootElement.GetProperty("do").GetString() == "endless words")
                return ModuleResult.Failure(new ModuleError("endless", new string('\u0001', 6 * 1024 * 1024)));
            if (input.RootElement.GetProperty("do").GetString() == "deep result")
                return ModuleResult.Success(RuntimeActs.Nested(depth: 64));
            string said = await Acts.RunAsync(input.RootElement.GetProperty("do").GetString()!, channel, cancellationToken);
            return ModuleResult.Success(JsonSerializer.Serialize(new { said }));
        }
    }
}
