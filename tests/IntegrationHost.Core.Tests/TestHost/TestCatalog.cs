using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>Two made-up providers: Messenger with scopes and two kinds, Ledger without scopes.</summary>
internal sealed class TestCatalog : IProviderCatalog
{
    public const string BotToken = "mgb-0123456789abcdef0123456789abcdef";
    public const string OtherBotToken = "mgb-fedcba9876543210fedcba9876543210";
    public const string UserToken = "mgu-0123456789abcdef0123456789abcdef";
    public const string LedgerKey = "ldg_0123456789abcdef";

    public TestCatalog() => Providers = [Ledger(), Messenger()];

    public IReadOnlyList<CatalogProvider> Providers { get; set; }

    public CatalogProvider? Find(string? providerId) => Providers.FirstOrDefault(provider => provider.Descriptor.Id == providerId);

    public ModuleMatch? MatchModule(string? className) => (
        from provider in Providers
        from module in provider.Modules
        where className is not null && module.Descriptor.ModuleClass.EndsWith("." + className[(className.LastIndexOf('.') + 1)..], StringComparison.OrdinalIgnoreCase)
        select new ModuleMatch(provider, module)).FirstOrDefault();

    public CatalogProvider? GuessByAccountName(string? accountName) =>
        Providers.FirstOrDefault(provider => accountName?.StartsWith(provider.Descriptor.Id, StringComparison.OrdinalIgnoreCase) == true);

    public void Replace(string providerId, Func<ProviderDescriptor, ProviderDescriptor> change) => Providers =
    [
        .. Providers.Select(provider => provider.Descriptor.Id == providerId ? provider with { Descriptor = change(provider.Descriptor) } : provider),
    ];

    private static CatalogProvider Messenger() => new(
        "messenger",
        new ProviderDescriptor
        {
            Id = "messenger",
            Name = "Messenger",
            Category = "Messaging",
            AccentColor = "#112233",
            DocsUrl = "https://docs.messenger.example",
            ManageUrl = "https://messenger.example/keys",
            BaseUrl = "https://api.messenger.example/v1",
            AllowedHosts = ["api.messenger.example"],
            CredentialKinds =
            [
                Kind("bot-token", Secret("token", "Bot token", "mgb-"), Secret("signingSecret", "Signing secret", AccountProperty.Password), Plain("workspace", "Workspace")),
                Kind("user-token", Secret("token", "User token", "mgu-")),
            ],
        },
        [
            new FakeModule("MessengerPostModule", "chat:write"),
            new FakeModule("MessengerReadModule", "channels:read|groups:read"),
            new FakeModule("MessengerPingModule"),
            new FakeModule("MessengerUserModule")
            {
                Descriptor = new ModuleDescriptor
                {
                    ModuleClass = "com.example.modules.MessengerUserModule",
                    ModuleType = "user",
                    Name = "User",
                    Category = "Test",
                    CredentialKinds = ["user-token"],
                },
            },
        ]);

    private static CatalogProvider Ledger() => new(
        "ledger",
        new ProviderDescriptor
        {
            Id = "ledger",
            Name = "Ledger",
            Category = "Billing",
            AccentColor = "#445566",
            DocsUrl = "https://docs.ledger.example",
            ManageUrl = "https://ledger.example/keys",
            BaseUrl = "https://api.ledger.example",
            AllowedHosts = ["api.ledger.example"],
            CredentialKinds = [Kind("secret-key", Secret("key", "Secret key", "ldg_"))],
        },
        [new FakeModule("LedgerInvoiceModule", "invoices:write")]);

    private static CredentialKindDescriptor Kind(string id, params CredentialFieldDescriptor[] fields) => new()
    {
        Id = id,
        Name = id,
        Fields = fields,
        Auth = new AuthDescriptor { Scheme = AuthScheme.Bearer, Value = $"{{{fields[0].Key}}}" },
        Verification = new VerificationDescriptor { Requests = [], Rules = [] },
    };

    private static CredentialFieldDescriptor Secret(string key, string label, string prefix) => new()
    {
        Key = key,
        Label = label,
        Secret = true,
        Required = true,
        Prefixes = [prefix],
        Pattern = prefix + "[0-9a-f]+",
        MinLength = 20,
        MaxLength = 60,
        Example = prefix + "EXAMPLE",
        AccountProperty = AccountProperty.ApiKey,
    };

    private static CredentialFieldDescriptor Secret(string key, string label, AccountProperty property) => new() { Key = key, Label = label, Secret = true, AccountProperty = property };

    private static CredentialFieldDescriptor Plain(string key, string label) => new() { Key = key, Label = label, AccountProperty = AccountProperty.Username };
}
