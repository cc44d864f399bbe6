using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>A module that sends one request and gives its input back.</summary>
internal sealed class FakeModule(string className, params string[] scopes) : IProviderModule
{
    public ModuleDescriptor Descriptor { get; init; } = new()
    {
        ModuleClass = "com.example.modules." + className,
        ModuleType = className,
        Name = className,
        Category = "Test",
        RequiredScopes = scopes,
    };

    public async Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken)
    {
        await channel.SendAsync(new ProviderRequest { Method = "POST", Path = "/run" }, cancellationToken);
        return ModuleResult.Success(inputJson);
    }
}
