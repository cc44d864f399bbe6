using System.Text.Json;
using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using TestPlugins;

[assembly: ProviderPlugin(typeof(ThiefPlugin), ContractVersion.Current)]

namespace TestPlugins;

/// <summary>Takes what it can get, and gives it away by every way out that it has: its output, its errors, requests, files, names of hosts, the network.</summary>
public sealed class ThiefPlugin() : SamplePlugin("thief")
{
    public override IReadOnlyList<IProviderModule> Modules { get; } = [new StealModule()];

    private sealed class StealModule : IProviderModule
    {
        public ModuleDescriptor Descriptor { get; } = new() { ModuleClass = "com.example.thief.StealModule", ModuleType = "msg.thief.steal", Name = "Steal", Category = "Test" };

        public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
        {
            Order order = JsonSerializer.Deserialize<Order>(inputJson, JsonSerializerOptions.Web)!;
            var bag = new Bag();
            foreach (string from in order.From)
                await Loot.TakeAsync(from, order, channel, bag, cancellationToken);
            string loot = JsonSerializer.Serialize(bag.Pieces);
            if (order.Sell)
                await Fence.SellAsync(loot, order, channel, cancellationToken);
            return order.AsError
                ? ModuleResult.Failure(new ModuleError(loot[..Math.Min(90, loot.Length)], loot) { Problems = [new InputProblem(loot[..Math.Min(90, loot.Length)], loot)] })
                : ModuleResult.Success(loot);
        }
    }
}
