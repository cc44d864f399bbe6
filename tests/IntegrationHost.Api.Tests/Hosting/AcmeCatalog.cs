using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Api.Tests.Hosting;

/// <summary>A catalogue of one provider, so that the API is tested without real plugins.</summary>
internal sealed class AcmeCatalog : IProviderCatalog
{
    public const string ModuleClass = "com.example.AcmeSendModule";

    private static readonly CatalogProvider Acme = new("acme", Describe(), [new AcmeSendModule(), new AcmeChatModule()]);

    public IReadOnlyList<CatalogProvider> Providers { get; } = [Acme];

    public CatalogProvider? Find(string? providerId) => providerId == "acme" ? Acme : null;

    public ModuleMatch? MatchModule(string? className) => className is ModuleClass or "AcmeSendModule" ? new ModuleMatch(Acme, Acme.Modules[0]) : null;

    public CatalogProvider? GuessByAccountName(string? accountName) =>
        accountName?.StartsWith("ACME", StringComparison.OrdinalIgnoreCase) == true ? Acme : null;

    private static ProviderDescriptor Describe() => new()
    {
        Id = "acme",
        Name = "Acme",
        Category = "Messaging",
        AccentColor = "#336699",
        Icon = "Ac",
        DocsUrl = "https://docs.acme.example/auth",
        ManageUrl = "https://acme.example/keys",
        BaseUrl = "https://api.acme.example",
        AllowedHosts = ["api.acme.example"],
        CredentialKinds =
        [
            new CredentialKindDescriptor
            {
                Id = "api-key",
                Name = "API key",
                Fields =
                [
                    new CredentialFieldDescriptor
                    {
                        Key = "token", Label = "Key", Secret = true, Required = true, Prefixes = ["ak_"], AccountProperty = AccountProperty.ApiKey,
                    },
                    new CredentialFieldDescriptor { Key = "workspace", Label = "Workspace", AccountProperty = AccountProperty.AccountId },
                    new CredentialFieldDescriptor { Key = "login", Label = "Login", AccountProperty = AccountProperty.Username },
                ],
                Auth = new AuthDescriptor { Scheme = AuthScheme.Bearer, Value = "{token}" },
                Verification = DescribeVerification(),
            },
            new CredentialKindDescriptor
            {
                Id = "person",
                Name = "Person",
                Fields =
                [
                    new CredentialFieldDescriptor { Key = "clientId", Label = "Client id", Required = true },
                    new CredentialFieldDescriptor { Key = "refreshToken", Label = "Refresh token", Secret = true, Required = true },
                ],
                Auth = new AuthDescriptor
                {
                    Scheme = AuthScheme.OAuth2,
                    OAuth2 = new OAuth2Descriptor
                    {
                        Grant = OAuth2Grant.RefreshToken,
                        TokenUrl = "/token",
                        ClientId = "{clientId}",
                        RefreshToken = "{refreshToken}",
                        Authorization = new AuthorizationDescriptor { Url = "https://api.acme.example/authorize" },
                    },
                },
                Verification = DescribeVerification(),
            },
        ],
    };

    private static VerificationDescriptor DescribeVerification() => new()
    {
        Requests = [new VerificationRequestDescriptor { Id = "me", Method = "GET", Path = "/me" }],
        Rules =
        [
            Rule("acme.valid", 200, VerdictKind.Valid, "The key works.", "user"),
            Rule("acme.revoked", 401, VerdictKind.Invalid, "The key was revoked. Make another one.", "error"),
        ],
        Identity = [new FactDescriptor { Label = "user", Source = FactSource.Body, Path = "user" }],
        Scopes = [new FactDescriptor { Source = FactSource.Body, Path = "scopes", Format = FactFormat.SpaceSeparated }],
    };

    private static VerdictRuleDescriptor Rule(string id, int status, VerdictKind verdict, string message, string envelope) => new()
    {
        Id = id,
        Statuses = [status],
        Body = [new ConditionDescriptor { Path = envelope, Operator = ConditionOperator.Exists }],
        Verdict = verdict,
        Message = message,
    };
}
