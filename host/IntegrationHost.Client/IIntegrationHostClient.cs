using System.Text.Json;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The local API as typed calls. Console, command line and other programs use it.</summary>
/// <remarks>Every call throws <see cref="HostApiException"/> for an answer that is no success, and <see cref="HostUnavailableException"/> if no host answers.</remarks>
public interface IIntegrationHostClient
{
    /// <summary>What the host is.</summary>
    Task<HostStatus> GetStatusAsync(CancellationToken cancellationToken = default);

    /// <summary>The providers of all active plugins.</summary>
    Task<IReadOnlyList<ProviderCard>> GetCatalogAsync(CancellationToken cancellationToken = default);

    /// <summary>Every account that is not trashed, by name.</summary>
    Task<IReadOnlyList<AccountSummary>> GetAccountsAsync(CancellationToken cancellationToken = default);

    /// <summary>A page of the accounts that a query chooses, with how many it chooses in all.</summary>
    Task<AccountPage> GetAccountPageAsync(AccountQuery query, CancellationToken cancellationToken = default);

    /// <summary>One account.</summary>
    Task<AccountSummary> GetAccountAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Stores an account from a template; verifies and links it if asked.</summary>
    Task<CreateAccountResult> CreateAccountAsync(CreateAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Accounts that hold the same credential as the one described. Nothing is stored.</summary>
    Task<IReadOnlyList<DuplicateAccount>> FindDuplicatesAsync(CreateAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes name or environment, or accepts the owner that was found.</summary>
    Task<AccountSummary> ChangeAccountAsync(string id, ChangeAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Replaces values in place.</summary>
    Task<AccountSummary> SetFieldsAsync(string id, SetFieldsRequest request, CancellationToken cancellationToken = default);

    /// <summary>Runs the smoke test now.</summary>
    Task<VerdictReport> VerifyAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Begins to authorize an account at its provider: a person opens the address of the answer.</summary>
    Task<AuthorizationReport> StartAuthorizationAsync(string accountId, StartAuthorizationRequest request, CancellationToken cancellationToken = default);

    /// <summary>How an authorization stands. Ask about once a second while it is <c>Waiting</c>.</summary>
    Task<AuthorizationReport> GetAuthorizationAsync(string accountId, string id, CancellationToken cancellationToken = default);

    /// <summary>Calls an authorization off.</summary>
    Task CancelAuthorizationAsync(string accountId, string id, CancellationToken cancellationToken = default);

    /// <summary>Verdicts of an account, newest first, at most 100.</summary>
    Task<IReadOnlyList<VerdictReport>> GetVerdictsAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Whether an account's values that stay in a vault could be had. None is read.</summary>
    Task<IReadOnlyList<ReferenceReport>> GetReferencesAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Soft-deletes an account; its links are removed.</summary>
    Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Every ExecModule that is not trashed.</summary>
    Task<IReadOnlyList<ExecModule>> GetModulesAsync(CancellationToken cancellationToken = default);

    /// <summary>Imports ExecModules from JSON text.</summary>
    Task<ImportResult> ImportModulesAsync(string json, CancellationToken cancellationToken = default);

    /// <summary>Links ExecModules to an account.</summary>
    Task<IReadOnlyList<LinkOutcome>> LinkAsync(string accountId, LinkRequest request, CancellationToken cancellationToken = default);

    /// <summary>Removes the link of an ExecModule.</summary>
    Task UnlinkAsync(string moduleId, CancellationToken cancellationToken = default);

    /// <summary>Runs an ExecModule with its linked account.</summary>
    Task<ExecuteResult> ExecuteAsync(string moduleId, JsonElement input, CancellationToken cancellationToken = default);

    /// <summary>Which ExecModules can run.</summary>
    Task<CoverageReport> GetCoverageAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether a deployment may go ahead.</summary>
    /// <param name="environment">The environment deployed to; <c>null</c> for any.</param>
    /// <param name="minimum">Percent of the modules that must be able to run.</param>
    /// <param name="workflow">Only modules of this workflow; <c>null</c> for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<GateReport> GetGateAsync(string? environment, int minimum = 100, string? workflow = null, CancellationToken cancellationToken = default);

    /// <summary>Proposes the account that a module needs; with fields, stores it and links the active ExecModule.</summary>
    Task<QuickCreateResult> QuickCreateAsync(QuickCreateRequest request, CancellationToken cancellationToken = default);

    /// <summary>The hero metrics.</summary>
    Task<HeroMetrics> GetHeroMetricsAsync(CancellationToken cancellationToken = default);

    /// <summary>The plugins with their status.</summary>
    Task<IReadOnlyList<PluginReport>> GetPluginsAsync(CancellationToken cancellationToken = default);
}
