using IntegrationHost.Api.Access;
using IntegrationHost.Api.Accounts;
using IntegrationHost.Api.Audit;
using IntegrationHost.Api.Authorization;
using IntegrationHost.Api.Catalog;
using IntegrationHost.Api.Coverage;
using IntegrationHost.Api.Events;
using IntegrationHost.Api.Keys;
using IntegrationHost.Api.Modules;
using IntegrationHost.Api.OpenApi;
using IntegrationHost.Api.Permissions;
using IntegrationHost.Api.Plugins;
using IntegrationHost.Api.Principals;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Requests;
using IntegrationHost.Api.ThorApi;
using IntegrationHost.Api.Tokens;
using IntegrationHost.Api.Upstream;
using IntegrationHost.Api.Verification;
using IntegrationHost.Api.Webhooks;
using IntegrationHost.Api.Wire;
using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Api.Hosting;

/// <summary>Puts the web application together: the gates in their order, then one Map method per resource.</summary>
/// <remarks>It starts from nothing: no settings file, no environment variable and no command line can add an address, a log or a developer page.</remarks>
internal static class ApiApplication
{
    public static WebApplication Build(ApiOptions options, string token, Guid localId, Action<IServiceCollection> addDomain)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => ServerLimits.Apply(kestrel, options));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Critical).AddProvider(new CriticalLog());
        AddServices(builder.Services, options);
        addDomain(builder.Services);

        WebApplication application = builder.Build();

        // Made now, not at the first request: it holds when the host started.
        application.Services.GetRequiredService<HostFacts>();
        AddGates(application, token, localId);
        MapResources(application);
        RoutePolicies.EnsureEveryRouteHasOne(application);
        return application;
    }

    private static void AddServices(IServiceCollection services, ApiOptions options)
    {
        services.AddRoutingCore();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new HostFacts(options, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton(_ => new RateGate(options.Rates));
        services.AddSingleton<ModuleMetadata>();
        services.AddSingleton<AccountCreation>();
        services.AddSingleton<EventStreams>();
        services.AddHostedService<WebhookWorker>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ServerLimits.Shutdown);
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoSignals>());
        services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddRequestTimeouts(timeouts =>
        {
            timeouts.DefaultPolicy = Policy(ServerLimits.Usual);
            timeouts.AddPolicy(ServerLimits.ProviderCalls, Policy(ServerLimits.WithProvider));
            timeouts.AddPolicy(ServerLimits.WholeStore, Policy(ServerLimits.WithWholeStore));
        });
        services.AddApiDocument();
    }

    private static RequestTimeoutPolicy Policy(TimeSpan limit) => new()
    {
        Timeout = limit,
        TimeoutStatusCode = ProblemKind.Timeout.Status,
        WriteTimeoutResponse = context => ProblemWriter.WriteAsync(context, ProblemKind.Timeout, "Try again; what was begun may still have been done."),
    };

    /// <summary>The order is the defence: who is spoken to, who speaks, with which right, whether there are keys, in which form. Only then the address.</summary>
    private static void AddGates(WebApplication application, string token, Guid localId)
    {
        IServiceProvider services = application.Services;
        var audit = services.GetRequiredService<AuditService>();
        var gate = new TokenGate(token, localId, services.GetRequiredService<TokenService>(), audit, services.GetRequiredService<TimeProvider>());
        var policies = new PolicyGate(audit);
        application.Use(SecurityHeaders.InvokeAsync);
        application.Use(HostFilter.InvokeAsync);
        application.Use(ReferencePage.InvokeAsync);
        application.Use(BrowserFilter.InvokeAsync);
        application.Use(ExceptionProblems.InvokeAsync);
        application.Use(gate.InvokeAsync);
        application.Use(SealedGate.InvokeAsync);
        application.Use(services.GetRequiredService<RateGate>().InvokeAsync);
        application.Use(RequestForm.InvokeAsync);
        application.UseRouting();
        application.Use(policies.InvokeAsync);
        application.Use(QueryNames.InvokeAsync);
        application.UseRequestTimeouts();
        application.Use(IdempotencyGate.InvokeAsync);
    }

    private static void MapResources(WebApplication application)
    {
        application.MapHealth();
        application.MapIntegrationAccounts();
        application.MapExecModules();
        application.MapEntities();
        application.MapModuleMetadata();
        application.MapChat();
        application.MapStatus();
        application.MapKeys();
        application.MapStore();
        application.MapCatalog();
        application.MapTemplates();
        application.MapQuickCreate();
        application.MapVerifications();
        application.MapAccounts();
        application.MapAuthorizations();
        application.MapModules();
        application.MapCoverage();
        application.MapUpstream();
        application.MapPlugins();
        application.MapTokens();
        application.MapPrincipals();
        application.MapPermissions();
        application.MapAudit();
        application.MapEvents();
        application.MapWebhooks();
        application.MapLogin();
        application.MapAcl();
        application.MapThorRoles();
        application.MapThorPrincipals();
        application.MapAclEntries();
        application.MapOpenApi("/openapi/{documentName}.json").AnyToken();
        if (application.Services.GetRequiredService<HostFacts>().Options.Browsable)
            application.MapReferencePage();
    }
}
