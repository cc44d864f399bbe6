using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Verification;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Tests.TestHost;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Tests.Channels.Tokens;

/// <summary>A store with an account of a vendor that gives tokens, and as many hosts over it as are wanted: each with memory and connections of its own.</summary>
internal sealed class TokenHost : IAsyncDisposable
{
    public static readonly OAuth2Descriptor Refresh = new()
    {
        Grant = OAuth2Grant.RefreshToken,
        TokenUrl = "https://auth.lamps.example/token",
        ClientId = "{clientId}",
        ClientSecret = "{clientSecret}",
        RefreshToken = "{refreshToken}",
        Rotates = true,
    };

    private static readonly Dictionary<string, string> Values = new()
    {
        ["clientId"] = TokenVendor.ClientId,
        ["clientSecret"] = TokenVendor.ClientSecret,
        ["refreshToken"] = TokenVendor.FirstRefresh,
    };

    private readonly List<ProviderChannelFactory> factories = [];

    public TestStore Store { get; private set; } = null!;

    public TokenVendor Vendor { get; private set; } = null!;

    public Account Account { get; private set; } = null!;

    public static async Task<TokenHost> StartAsync(AuthDescriptor? auth = null, Dictionary<string, string>? values = null, string[]? laterFields = null)
    {
        TokenHost host = new() { Store = await TestStore.OpenAsync(), Vendor = await TokenVendor.StartAsync() };
        host.Store.Catalog.Providers = [.. host.Store.Catalog.Providers, Lamps(auth ?? OAuth(Refresh), [.. (values ?? Values).Keys, .. laterFields ?? []])];
        host.Account = (await host.Store.Accounts.CreateAsync(
            new AccountDraft { ProviderId = "lamps", BaseUrl = host.Vendor.BaseUrl.AbsoluteUri, Fields = values ?? Values }, TestContext.Current.CancellationToken)).Account;
        return host;
    }

    public static AuthDescriptor OAuth(OAuth2Descriptor oauth) => new() { Scheme = AuthScheme.OAuth2, OAuth2 = oauth };

    /// <summary>Another host over the same store.</summary>
    public ProviderChannelFactory AddHost(ChannelOptions? options = null)
    {
        ProviderChannelFactory factory = new(options ?? new ChannelOptions(), Store.Time);
        factories.Add(factory);
        return factory;
    }

    public async Task<IHostChannel> OpenAsync(ProviderChannelFactory factory)
    {
        CredentialAccess access = await Store.Accounts.OpenCredentialAsync(Account.Id, TestContext.Current.CancellationToken);
        return (IHostChannel)factory.Open(access.Target, access.Source);
    }

    public Task<ProviderResponse> CallAsync(ProviderChannelFactory factory) => CallUntilAsync(factory, TestContext.Current.CancellationToken);

    public async Task<ProviderResponse> CallUntilAsync(ProviderChannelFactory factory, CancellationToken cancellationToken)
    {
        IHostChannel channel = await OpenAsync(factory);
        return await channel.SendAsync(new ProviderRequest { Method = "GET", Path = "/who" }, cancellationToken);
    }

    public Task<Verdict> VerifyAsync(ProviderChannelFactory factory) =>
        new VerificationRunner(Store.Store, Store.Accounts, factory, new SmokeTest(Store.Time), Store.Time).VerifyAsync(Account.Id, TestContext.Current.CancellationToken);

    public async Task<Account> AccountAsync() => (await Store.Accounts.FindAsync(Account.Id, TestContext.Current.CancellationToken))!;

    /// <summary>What the host would send as the refresh token now.</summary>
    public async Task<string> StoredRefreshAsync()
    {
        CredentialAccess access = await Store.Accounts.OpenCredentialAsync(Account.Id, TestContext.Current.CancellationToken);
        using Core.Secrets.SecretText text = (await access.Source.ReadAsync("refreshToken", TestContext.Current.CancellationToken))!;
        return new string(text.Reveal());
    }

    public async ValueTask DisposeAsync()
    {
        factories.ForEach(factory => factory.Dispose());
        await Vendor.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static CatalogProvider Lamps(AuthDescriptor auth, IEnumerable<string> fields) => new(
        "lamps",
        new ProviderDescriptor
        {
            Id = "lamps",
            Name = "Lamps",
            Category = "Signals",
            AccentColor = "#112233",
            DocsUrl = "",
            ManageUrl = "",
            BaseUrl = "https://api.lamps.example",
            AllowedHosts = ["api.lamps.example", "auth.lamps.example"],
            CredentialKinds =
            [
                new()
                {
                    Id = "person",
                    Name = "Person",
                    Fields = [.. fields.Select(key => new CredentialFieldDescriptor { Key = key, Label = key, Secret = !key.EndsWith("Id", StringComparison.Ordinal), Required = true, MultiLine = true })],
                    Auth = auth,
                    Verification = new()
                    {
                        Requests =
                        [
                            new() { Id = "who", Method = "GET", Path = "/who" },
                            new() { Id = "info", Method = "POST", Path = "/info", Enrichment = true, Body = new() { Form = [new("access_token", "{accessToken}")] } },
                        ],
                        Rules =
                        [
                            new() { Id = "lamps.refused", Request = "token", Statuses = [400, 401], Body = [new() { Path = "error", Operator = ConditionOperator.In, Values = ["invalid_grant", "invalid_client"] }], Verdict = VerdictKind.Invalid, Message = "Refused.", ErrorCodePath = "error" },
                            new() { Id = "lamps.ok", Request = "who", Statuses = [200], Body = [new() { Path = "id", Operator = ConditionOperator.Exists }], Verdict = VerdictKind.Valid, Message = "Accepted." },
                        ],
                        Scopes = [new() { Source = FactSource.Token, Path = "scope", Format = FactFormat.SpaceSeparated }],
                        Identity = [new() { Label = "token", Source = FactSource.Token, Path = "access_token" }, new() { Label = "echo", Source = FactSource.Body, Path = "echo" }],
                    },
                },
            ],
        },
        []);
}
