using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Client;

/// <summary>The local API over a Unix socket or loopback TCP.</summary>
public sealed partial class IntegrationHostClient
    : IIntegrationHostClient, IHostAccounts, IHostKeys, IIntegrationHostAccess, IHostUpstream, IHostPlugins, IHostEvents, IHostTrail, IDisposable
{
    /// <summary>Longer than the host lets any call take, so that its answer wins over this limit.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(150);

    private static readonly WireJsonContext Wire = WireJsonContext.Default;

    private readonly HttpClient http;
    private readonly string place;

    private IntegrationHostClient(HttpMessageHandler handler, Uri address, string token, string place)
    {
        this.place = place;
        http = new HttpClient(new PatientHandler(handler, TimeProvider.System)) { BaseAddress = address, Timeout = CallTimeout };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <summary>A client of the host that listens on a Unix socket.</summary>
    /// <param name="socketPath">Path of the socket.</param>
    /// <param name="token">API token of the host.</param>
    /// <param name="recover">What may bring a host onto the socket if none listens, such as becoming it; it is tried once more then. Default: nothing.</param>
    public static IntegrationHostClient OverSocket(string socketPath, string token, Func<Task>? recover = null) =>
        new(HostTransport.OverSocket(socketPath, recover), new Uri("http://localhost/"), token, $"the socket {socketPath}");

    /// <summary>A client of the host that listens on a loopback address.</summary>
    /// <param name="address">Such as <c>http://127.0.0.1:8080</c>; without a path.</param>
    /// <param name="token">API token of the host.</param>
    public static IntegrationHostClient OverTcp(Uri address, string token)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new(HostTransport.OverTcp(), address, token, address.GetLeftPart(UriPartial.Authority));
    }

    /// <inheritdoc/>
    public Task<HostStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/status", Wire.HostStatus, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProviderCard>> GetCatalogAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/catalog", Wire.IReadOnlyListProviderCard, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountSummary>> GetAccountsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/accounts", Wire.IReadOnlyListAccountSummary, cancellationToken);

    /// <inheritdoc/>
    public async Task<AccountPage> GetAccountPageAsync(AccountQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using HttpResponseMessage response = await AskAsync(HttpMethod.Get, $"api/accounts?{query.ToQueryString()}", null, cancellationToken);
        IReadOnlyList<AccountSummary> items = await ReadAsync(response, Wire.IReadOnlyListAccountSummary, cancellationToken);
        bool told = response.Headers.TryGetValues("X-Total-Count", out IEnumerable<string>? values);
        return told && int.TryParse(values!.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int total)
            ? new AccountPage(total, query.Page, query.Size, items)
            : throw NotUnderstood(response);
    }

    /// <inheritdoc/>
    public Task<AccountSummary> GetAccountAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/accounts/{Segment(id)}", Wire.AccountSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<CreateAccountResult> CreateAccountAsync(CreateAccountRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/accounts", Body(request, Wire.CreateAccountRequest), Wire.CreateAccountResult, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DuplicateAccount>> FindDuplicatesAsync(CreateAccountRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/accounts/duplicates", Body(request, Wire.CreateAccountRequest), Wire.IReadOnlyListDuplicateAccount, cancellationToken);

    /// <inheritdoc/>
    public Task<AccountSummary> ChangeAccountAsync(string id, ChangeAccountRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Patch, $"api/accounts/{Segment(id)}", Body(request, Wire.ChangeAccountRequest), Wire.AccountSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<AccountSummary> SetFieldsAsync(string id, SetFieldsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, $"api/accounts/{Segment(id)}/fields", Body(request, Wire.SetFieldsRequest), Wire.AccountSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<VerdictReport> VerifyAsync(string id, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/accounts/{Segment(id)}/verify", null, Wire.VerdictReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuthorizationReport> StartAuthorizationAsync(string accountId, StartAuthorizationRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Post, $"api/accounts/{Segment(accountId)}/authorizations", Body(request, Wire.StartAuthorizationRequest), Wire.AuthorizationReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuthorizationReport> GetAuthorizationAsync(string accountId, string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/accounts/{Segment(accountId)}/authorizations/{Segment(id)}", Wire.AuthorizationReport, cancellationToken);

    /// <inheritdoc/>
    public Task CancelAuthorizationAsync(string accountId, string id, CancellationToken cancellationToken = default) =>
        DeleteAsync($"api/accounts/{Segment(accountId)}/authorizations/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<VerdictReport>> GetVerdictsAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/accounts/{Segment(id)}/verdicts", Wire.IReadOnlyListVerdictReport, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReferenceReport>> GetReferencesAsync(string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/accounts/{Segment(id)}/references", Wire.IReadOnlyListReferenceReport, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default) =>
        DeleteAsync($"api/accounts/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExecModule>> GetModulesAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/modules", Wire.IReadOnlyListExecModule, cancellationToken);

    /// <inheritdoc/>
    public Task<ImportResult> ImportModulesAsync(string json, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/modules/import", new StringContent(json, Encoding.UTF8, "application/json"), Wire.ImportResult, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LinkOutcome>> LinkAsync(string accountId, LinkRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Post, $"api/accounts/{Segment(accountId)}/links", Body(request, Wire.LinkRequest), Wire.IReadOnlyListLinkOutcome, cancellationToken);

    /// <inheritdoc/>
    public Task UnlinkAsync(string moduleId, CancellationToken cancellationToken = default) =>
        DeleteAsync($"api/modules/{Segment(moduleId)}/link", cancellationToken);

    /// <inheritdoc/>
    public Task<ExecuteResult> ExecuteAsync(string moduleId, JsonElement input, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"api/modules/{Segment(moduleId)}/execute", InputBody(input), Wire.ExecuteResult, cancellationToken);

    /// <inheritdoc/>
    public Task<CoverageReport> GetCoverageAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/coverage", Wire.CoverageReport, cancellationToken);

    /// <inheritdoc/>
    public Task<GateReport> GetGateAsync(string? environment, int minimum = 100, string? workflow = null, CancellationToken cancellationToken = default) =>
        GetAsync(
            $"api/coverage/gate?min={minimum}{(environment is null ? "" : $"&environment={Segment(environment)}")}{(workflow is null ? "" : $"&workflow={Segment(workflow)}")}",
            Wire.GateReport,
            cancellationToken);

    /// <inheritdoc/>
    public Task<QuickCreateResult> QuickCreateAsync(QuickCreateRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/quick-create", Body(request, Wire.QuickCreateRequest), Wire.QuickCreateResult, cancellationToken);

    /// <inheritdoc/>
    public Task<HeroMetrics> GetHeroMetricsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/metrics/hero", Wire.HeroMetrics, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PluginReport>> GetPluginsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/plugins", Wire.IReadOnlyListPluginReport, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TokenSummary>> GetTokensAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/tokens", Wire.IReadOnlyListTokenSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<CreatedToken> CreateTokenAsync(CreateTokenRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/tokens", Body(request, Wire.CreateTokenRequest), Wire.CreatedToken, cancellationToken);

    /// <inheritdoc/>
    public Task RevokeTokenAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/tokens/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PrincipalSummary>> GetPrincipalsAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/principals", Wire.IReadOnlyListPrincipalSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<PrincipalSummary> CreatePrincipalAsync(PrincipalRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/principals", Body(request, Wire.PrincipalRequest), Wire.PrincipalSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<PrincipalSummary> ChangePrincipalAsync(string id, PrincipalRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, $"api/principals/{Segment(id)}", Body(request, Wire.PrincipalRequest), Wire.PrincipalSummary, cancellationToken);

    /// <inheritdoc/>
    public async Task SetPasswordAsync(string id, PasswordRequest request, CancellationToken cancellationToken = default)
    {
        using HttpResponseMessage response = await AskAsync(HttpMethod.Put, $"api/principals/{Segment(id)}/password", Body(request, Wire.PasswordRequest), cancellationToken);
    }

    /// <inheritdoc/>
    public Task RemovePasswordAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/principals/{Segment(id)}/password", cancellationToken);

    /// <inheritdoc/>
    public Task DeletePrincipalAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/principals/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RoleSummary>> GetRolesAsync(CancellationToken cancellationToken = default) =>
        GetAsync("api/roles", Wire.IReadOnlyListRoleSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<RoleSummary> CreateRoleAsync(RoleRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/roles", Body(request, Wire.RoleRequest), Wire.RoleSummary, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteRoleAsync(string id, CancellationToken cancellationToken = default) => DeleteAsync($"api/roles/{Segment(id)}", cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PermissionEntry>> GetPermissionsAsync(string type, string id, CancellationToken cancellationToken = default) =>
        GetAsync($"api/permissions/{Segment(type)}/{Segment(id)}", Wire.IReadOnlyListPermissionEntry, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PermissionEntry>> SetPermissionsAsync(string type, string id, SetPermissionsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            HttpMethod.Put, $"api/permissions/{Segment(type)}/{Segment(id)}", Body(request, Wire.SetPermissionsRequest), Wire.IReadOnlyListPermissionEntry, cancellationToken);

    /// <inheritdoc/>
    public Task<PermissionEntry> GrantAsync(PermissionRequest request, CancellationToken cancellationToken = default) => AclAsync("grant", request, cancellationToken);

    /// <inheritdoc/>
    public Task<PermissionEntry> RevokeAsync(PermissionRequest request, CancellationToken cancellationToken = default) => AclAsync("revoke", request, cancellationToken);

    /// <inheritdoc/>
    public Task<PermissionEntry> DenyAsync(PermissionRequest request, CancellationToken cancellationToken = default) => AclAsync("deny", request, cancellationToken);

    /// <inheritdoc/>
    public Task<EffectivePermissionsReport> GetEffectivePermissionsAsync(string objectType, string objectId, CancellationToken cancellationToken = default) =>
        GetAsync($"v1/auth/acl/permissions?objectType={Segment(objectType)}&objectId={Segment(objectId)}", Wire.EffectivePermissionsReport, cancellationToken);

    /// <inheritdoc/>
    public Task<ExplanationReport> ExplainAsync(PermissionRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/permissions/explain", Body(request, Wire.PermissionRequest), Wire.ExplanationReport, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEventReport>> GetAuditAsync(long? after, int max, CancellationToken cancellationToken = default) =>
        GetAsync(after is { } begin ? $"api/audit?after={begin}&max={max}" : $"api/audit?max={max}", Wire.IReadOnlyListAuditEventReport, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditVerifyReport> VerifyAuditAsync(AuditVerifyRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "api/audit/verify", Body(request, Wire.AuditVerifyRequest), Wire.AuditVerifyReport, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private Task<PermissionEntry> AclAsync(string verb, PermissionRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"v1/auth/acl/{verb}", Body(request, Wire.PermissionRequest), Wire.PermissionEntry, cancellationToken);

    private static string Segment(string id) => Uri.EscapeDataString(id);

    private static ByteArrayContent Body<T>(T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    /// <summary>No body for no input: the module's own data is used then.</summary>
    private static ByteArrayContent? InputBody(JsonElement input) =>
        input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : Body(input, Wire.JsonElement);

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, type, cancellationToken);

    private async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await AskAsync(HttpMethod.Delete, path, null, cancellationToken);
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await AskAsync(method, path, content, cancellationToken);
        return await ReadAsync(response, type, cancellationToken);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw NotUnderstood(response);
        }
        catch (JsonException)
        {
            throw NotUnderstood(response);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken, HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead,
        string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);

        // Each call is a request of its own. What is changed is named field by field, so that nothing that someone else changed meanwhile is overwritten.
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        else if (method != HttpMethod.Get)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new HostUnavailableException($"No host answers on {place}. Start integration-host there, then try again.", failure);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HostUnavailableException($"The host on {place} did not answer in time. See whether it still runs, then try again.", timeout);
        }

        if (response.IsSuccessStatusCode)
            return response;

        using (response)
        {
            throw await HostAnswer.ToExceptionAsync(response, cancellationToken);
        }
    }

    private HostUnavailableException NotUnderstood(HttpResponseMessage response) =>
        new($"What answers on {place} ({(int)response.StatusCode}) does not speak this API. See whether host and client are of the same version.");
}
