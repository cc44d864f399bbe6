using IntegrationHost.Contracts;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Contracts.Verification;

namespace TestPlugins;

/// <summary>A sound plugin with one credential kind and one module. Compiled into every test plugin; a situation derives from it.</summary>
public abstract class SamplePlugin(string id) : IProviderPlugin
{
    public virtual ProviderDescriptor Provider { get; } = new()
    {
        Id = id,
        Name = id,
        Category = "Test",
        AccentColor = "#112233",
        DocsUrl = "https://docs.example.com",
        ManageUrl = "https://example.com/keys",
        BaseUrl = "https://api.example.com",
        AllowedHosts = ["api.example.com"],
        CredentialKinds =
        [
            new CredentialKindDescriptor
            {
                Id = "key",
                Name = "Key",
                Fields = [new CredentialFieldDescriptor { Key = "key", Label = "Key", Secret = true }],
                Auth = new AuthDescriptor { Scheme = AuthScheme.Bearer, Value = "{key}" },
                Verification = new VerificationDescriptor
                {
                    Requests = [new VerificationRequestDescriptor { Id = "me", Method = "GET", Path = "/me" }],
                    Rules =
                    [
                        new VerdictRuleDescriptor
                        {
                            Id = "valid",
                            Verdict = VerdictKind.Valid,
                            Body = [new ConditionDescriptor { Path = "id", Operator = ConditionOperator.Exists }],
                        },
                    ],
                },
            },
        ],
    };

    public virtual IReadOnlyList<IProviderModule> Modules { get; } = [new SampleModule(id)];

    private sealed class SampleModule(string id) : IProviderModule
    {
        public ModuleDescriptor Descriptor { get; } = new() { ModuleClass = $"com.example.{id}.SendModule", ModuleType = $"msg.{id}.send", Name = "Send", Category = "Test" };

        public Task<ModuleResult> ExecuteAsync(string inputJson, IProviderChannel channel, CancellationToken cancellationToken) => Task.FromResult(ModuleResult.Success("{}"));
    }
}
