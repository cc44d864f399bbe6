using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Accounts.Listing;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Authorization;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Chat;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Events;
using IntegrationHost.Core.Guard;
using IntegrationHost.Core.Idempotency;
using IntegrationHost.Core.Logins;
using IntegrationHost.Core.Modules;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.SecureKeys;
using IntegrationHost.Core.Storage;
using IntegrationHost.Core.Upstream;
using IntegrationHost.Core.Verification;
using IntegrationHost.Core.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Core;

/// <summary>Puts the host's domain together.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Registers accounts, modules, coverage and verification over an open store, all as singletons. The caller registers
    /// <see cref="TimeProvider"/>, <see cref="Channels.IProviderChannelFactory"/> and <see cref="ISmokeTest"/>, and disposes the store.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="store">The open store.</param>
    /// <param name="plugins">The plugins that came with the program, and the catalogue.</param>
    public static IServiceCollection AddIntegrationHostCore(this IServiceCollection services, HostStore store, PluginHost plugins) => services
        .AddIntegrationHostCore(store, plugins.Catalog)
        .AddSingleton(plugins)
        .AddSingleton<DroppedPlugins>();

    /// <summary>The same with a catalogue of one's own, and without plugins that are dropped in.</summary>
    public static IServiceCollection AddIntegrationHostCore(this IServiceCollection services, HostStore store, IProviderCatalog catalog) => services
        .AddSingleton(store)
        .AddSingleton(catalog)
        .AddSingleton<SecureKeyResolver>()
        .AddSingleton<KeySlots>()
        .AddSingleton<KeyRotation>()
        .AddSingleton<StoreBackup>()
        .AddSingleton<UpstreamMode>()
        .AddSingleton<UpstreamSync>()
        .AddSingleton<UpstreamLoop>()
        .AddSingleton<AccountService>()
        .AddSingleton<AccountList>()
        .AddSingleton<VerificationRunner>()
        .AddSingleton<SecretReplacement>()
        .AddSingleton<AccountAuthorization>()
        .AddSingleton<ModuleService>()
        .AddSingleton<EntityService>()
        .AddSingleton<IdempotencyLedger>()
        .AddSingleton<CoverageService>()
        .AddSingleton<ReadinessGate>()
        .AddSingleton<EventFeed>()
        .AddSingleton<WebhookRegistry>()
        .AddSingleton<WebhookDelivery>()
        .AddSingleton<TemplateService>()
        .AddSingleton<VerificationRuns>()
        .AddSingleton<ChatService>()
        .AddSingleton<AuditService>()
        .AddSingleton<AuditSegments>()
        .AddSingleton<PrincipalService>()
        .AddSingleton<RoleService>()
        .AddSingleton<TokenService>()
        .AddSingleton<Passwords>()
        .AddSingleton<PasswordLogins>()
        .AddSingleton<PermissionService>()
        .AddSingleton<ObjectRights>()
        .AddSingleton<ExplainService>()
        .AddSingleton<PluginPins>();
}
