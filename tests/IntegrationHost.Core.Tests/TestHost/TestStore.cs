using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Verification;
using IntegrationHost.Core.Webhooks;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>A real store in a directory of its own, with all of Core over it and a made-up world around it.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly TestDirectory directory = new();
    private ServiceProvider services = null!;

    public HostPaths Paths => directory.Paths;

    public ManualTime Time { get; } = new();

    public TestCatalog Catalog { get; } = new();

    public FakeProvider Provider { get; private set; } = null!;

    public HostStore Store { get; private set; } = null!;

    public AccountService Accounts => services.GetRequiredService<AccountService>();

    public ModuleService Modules => services.GetRequiredService<ModuleService>();

    public VerificationRunner Verification => services.GetRequiredService<VerificationRunner>();

    public SecretReplacement Replacement => services.GetRequiredService<SecretReplacement>();

    public AuditService Audit => services.GetRequiredService<AuditService>();

    public PrincipalService Principals => services.GetRequiredService<PrincipalService>();

    public RoleService Roles => services.GetRequiredService<RoleService>();

    public TokenService Tokens => services.GetRequiredService<TokenService>();

    public PermissionService Permissions => services.GetRequiredService<PermissionService>();

    public PluginPins Pins => services.GetRequiredService<PluginPins>();

    public UpstreamMode UpstreamMode => services.GetRequiredService<UpstreamMode>();

    public UpstreamSync Upstream => services.GetRequiredService<UpstreamSync>();

    public WebhookRegistry Webhooks => services.GetRequiredService<WebhookRegistry>();

    public WebhookDelivery Delivery => services.GetRequiredService<WebhookDelivery>();

    public ReadinessGate Gate => services.GetRequiredService<ReadinessGate>();

    public CoverageService Coverage => services.GetRequiredService<CoverageService>();

    public static async Task<TestStore> OpenAsync()
    {
        TestStore store = new();
        await store.StartAsync();
        return store;
    }

    public async Task ReopenAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task StopAsync()
    {
        await services.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>Changes the database behind the host's back.</summary>
    public async Task<int> SqlAsync(string statement, params (string Name, object Value)[] parameters)
    {
        await using SqliteConnection connection = new(HostDatabase.ConnectionString(Paths.DatabasePath) + ";Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<Account> AddMessengerAsync(string name = "MESSENGER", string token = TestCatalog.BotToken, string kind = "bot-token") => (await Accounts.CreateAsync(
        new AccountDraft { ProviderId = "messenger", CredentialKindId = kind, Name = name, Fields = new Dictionary<string, string> { ["token"] = token } },
        TestContext.Current.CancellationToken)).Account;

    public async Task<Account> AddLedgerAsync() => (await Accounts.CreateAsync(
        new AccountDraft { ProviderId = "ledger", Fields = new Dictionary<string, string> { ["key"] = TestCatalog.LedgerKey } }, TestContext.Current.CancellationToken)).Account;

    public async Task<StoredModule> AddModuleAsync(string className, string? name = null) => await Modules.SaveAsync(
        null, new System.Text.Json.Nodes.JsonObject { ["className"] = className, ["name"] = name ?? className }, TestContext.Current.CancellationToken);

    /// <summary>Makes a principal with a token, and says who that is.</summary>
    public async Task<(Actor Actor, string Token)> AddActorAsync(string name, params IReadOnlyList<string> roles)
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await Principals.CreateAsync(name, roles, enabled: true, cancel);
        ApiTokenCreated made = await Tokens.CreateAsync("test", name, Scopes.All, days: null, cancel);
        return ((await Tokens.AuthenticateAsync(made.Text, cancel)).Actor!, made.Text);
    }

    /// <summary>Does something as someone; the test itself stays the host.</summary>
    public static async Task<T> AsAsync<T>(Actor actor, Func<Task<T>> act)
    {
        // Set in a flow of its own, which ends with it.
        async Task<T> RunAsync()
        {
            ActingAs.Set(actor);
            return await act();
        }

        return await RunAsync();
    }

    /// <summary>As the other, without an outcome.</summary>
    public static Task AsAsync(Actor actor, Func<Task> act) => AsAsync(actor, async () =>
    {
        await act();
        return 0;
    });

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        directory.Dispose();
    }

    public async Task StartAsync()
    {
        Store = await HostStore.OpenAsync(Paths, Time, TestContext.Current.CancellationToken);
        Provider = new FakeProvider(Time);
        services = new ServiceCollection()
            .AddIntegrationHostCore(Store, Catalog)
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IProviderChannelFactory>(Provider)
            .AddSingleton<ISmokeTest>(Provider)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
