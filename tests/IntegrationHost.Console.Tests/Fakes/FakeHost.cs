using System.Net;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <summary>A host in memory, with the rules of the real one as far as the console sees them. Only for tests.</summary>
internal sealed partial class FakeHost(TimeProvider time) : IIntegrationHostClient
{
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private readonly Dictionary<string, AccountSummary> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, string>> _values = new(StringComparer.Ordinal);
    private readonly List<FakeModule> _modules = [];
    private AuthorizationReport? _authorization;
    private int _made;

    public IReadOnlyList<ProviderCard> Catalog { get; set; } = SampleCatalog.Providers;

    /// <summary>Called before every call with its name; may wait or throw.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Names of the calls so far, as a copy: the console calls from other threads while a test looks.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    public string? AddressOf(string id) => _accounts[id].BaseUrl;

    /// <summary>Forgets the calls so far.</summary>
    public void ForgetCalls()
    {
        lock (_calls)
            _calls.Clear();
    }

    public IReadOnlyDictionary<string, string> ValuesOf(string id) => _values[id];

    /// <summary>What the host has found of an account beside its verdict.</summary>
    public void Find(string id, params FindingReport[] findings) => _accounts[id] = _accounts[id] with { Findings = findings };

    public void AddModule(FakeModule module) => _modules.Add(module);

    public AccountSummary AddAccount(string id, string name, string? providerId, string environment, VerdictReport? verdict, string? problem = null, VerdictReport? attempt = null)
    {
        ProviderCard? provider = Catalog.FirstOrDefault(card => card.Id == providerId);
        CredentialKindCard? kind = provider?.CredentialKinds[0];
        AccountFieldState[] fields = [.. (kind?.Fields ?? []).Select(field => new AccountFieldState(field.Key, field.Label, field.Secret, field.Required, null, field.Required ? time.GetUtcNow().AddDays(-9) : null))];
        AccountSummary account = new(
            id, name, providerId, provider?.Name, kind?.Id, environment, problem is null ? "ready" : "error", verdict?.Kind is "Valid" or "Insufficient",
            provider?.BaseUrl, provider?.AllowedHosts ?? [], fields, verdict, attempt ?? verdict, 0, time.GetUtcNow().AddDays(-30), time.GetUtcNow().AddDays(-9), problem);
        _accounts[id] = account;
        _values[id] = [];
        return account;
    }

    public VerdictReport Verdict(string kind, string message, TimeSpan age, IReadOnlyList<string>? scopes = null, IReadOnlyList<string>? missing = null, TimeSpan? expires = null, string identity = "") =>
        new(kind, $"rule.{kind.ToLowerInvariant()}", message, kind == "Invalid" ? 401 : 200, kind == "Invalid" ? "invalid_auth" : null,
            identity.Length > 0 ? [new LabelledFact("Team", identity)] : [], scopes, missing ?? [], expires is { } span ? time.GetUtcNow() + span : null, "live", time.GetUtcNow() - age, 182);

    public async Task<HostStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("status", cancellationToken);
        return new HostStatus("0.1.0", "~/.local/share/integration-host", 4711, time.GetUtcNow(), false, Catalog.Count, Catalog.Count) { Sealed = SealedReason is not null, SealedReason = SealedReason };
    }

    public async Task<AuthorizationReport> StartAuthorizationAsync(string accountId, StartAuthorizationRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("authorize", cancellationToken);
        return _authorization = new AuthorizationReport(
            "a1", "Waiting", "https://provider.example/authorize", request.Device ? "WDJB-MJHT" : null, time.GetUtcNow().AddMinutes(10), "Open the address and grant access.");
    }

    public async Task<AuthorizationReport> GetAuthorizationAsync(string accountId, string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("authorization", cancellationToken);
        lock (_gate)
        {
            if (_authorization!.State == "Done")
            {
                _values[accountId]["refreshToken"] = "granted";
                AccountSummary account = _accounts[accountId];
                _accounts[accountId] = account with { Fields = [.. account.Fields.Select(field => field.Key == "refreshToken" ? field with { IsSet = true } : field)] };
            }

            return _authorization;
        }
    }

    /// <summary>What the person at the provider has done.</summary>
    public void Grant(string state, string message) => _authorization = _authorization! with { State = state, Message = message };

    public async Task CancelAuthorizationAsync(string accountId, string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("cancel authorization", cancellationToken);
        _authorization = _authorization! with { State = "Canceled" };
    }

    public async Task<IReadOnlyList<ProviderCard>> GetCatalogAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("catalog", cancellationToken);
        lock (_gate)
        {
            return [.. Catalog.Select(card => card with
            {
                AccountCount = _accounts.Values.Count(account => account.ProviderId == card.Id),
                LinkedModuleCount = _modules.Count(module => module.ProviderId == card.Id && module.AccountId is not null),
                UnlinkedModuleCount = _modules.Count(module => module.ProviderId == card.Id && module.AccountId is null),
            })];
        }
    }

    public async Task<IReadOnlyList<AccountSummary>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("accounts", cancellationToken);
        lock (_gate)
            return [.. _accounts.Values.Select(WithCount).OrderBy(account => account.Name, StringComparer.Ordinal)];
    }

    public async Task<AccountSummary> GetAccountAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("account", cancellationToken);
        lock (_gate)
            return WithCount(_accounts[id]);
    }

    public async Task<CreateAccountResult> CreateAccountAsync(CreateAccountRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("create", cancellationToken);
        lock (_gate)
        {
            ProviderCard provider = Catalog.First(card => card.Id == request.ProviderId);
            CredentialKindCard kind = provider.CredentialKinds.First(kind => kind.Id == request.CredentialKindId);
            string id = $"00000000-0000-4000-8000-{++_made:000000000000}";
            AccountFieldState[] fields = [.. kind.Fields.Select(field => new AccountFieldState(
                field.Key, field.Label, field.Secret, request.Fields.ContainsKey(field.Key), field.Secret ? null : request.Fields.GetValueOrDefault(field.Key), time.GetUtcNow()))];
            AccountSummary account = new(
                id, request.Name ?? provider.Id.ToUpperInvariant(), provider.Id, provider.Name, kind.Id, request.Environment ?? "", "ready", false,
                request.BaseUrl ?? provider.BaseUrl, provider.AllowedHosts, fields, null, null, 0, time.GetUtcNow(), time.GetUtcNow(), null);
            _accounts[id] = account;
            _values[id] = new Dictionary<string, string>(request.Fields, StringComparer.Ordinal);
            if (!request.Verify)
                return new CreateAccountResult(account, null, [], []);
        }

        string made = $"00000000-0000-4000-8000-{_made:000000000000}";
        VerdictReport verdict = await VerifyAsync(made, cancellationToken);
        return new CreateAccountResult(await GetAccountAsync(made, cancellationToken), verdict, [], []);
    }

    public async Task<AccountSummary> SetFieldsAsync(string id, SetFieldsRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("set", cancellationToken);
        lock (_gate)
        {
            if (request.ExpectSameOwner != false && request.Fields.Values.Any(value => value.Contains("foreign", StringComparison.Ordinal)))
                throw OtherOwner();
            foreach ((string key, string value) in request.Fields)
                _values[id][key] = value;
            string? address = request.BaseUrl is "" ? Catalog.First(card => card.Id == _accounts[id].ProviderId).BaseUrl : request.BaseUrl;
            return _accounts[id] = _accounts[id] with { Problem = null, ModifiedAt = time.GetUtcNow(), BaseUrl = address ?? _accounts[id].BaseUrl };
        }
    }

    public async Task<VerdictReport> VerifyAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("verify", cancellationToken);
        lock (_gate)
        {
            string all = string.Concat(_values[id].Values);
            VerdictReport verdict = _accounts[id].BaseUrl?.Contains("nowhere", StringComparison.Ordinal) is true
                ? Verdict("Indeterminate", "No connection to nowhere.example. Check the account's base URL.", TimeSpan.Zero)
                : all.Contains("bad", StringComparison.Ordinal)
                ? Verdict("Invalid", "The provider refused the credential: make a new one.", TimeSpan.Zero)
                : all.Contains("weak", StringComparison.Ordinal)
                    ? Verdict("Insufficient", "It works, but lacks files:write.", TimeSpan.Zero, ["chat:write"], ["files:write"], identity: "Acme")
                    : Verdict("Valid", "It works.", TimeSpan.Zero, ["chat:write", "files:write"], identity: "Acme");
            _accounts[id] = _accounts[id] with { Verdict = verdict, LastAttempt = verdict, Verified = verdict.Kind != "Invalid" };
            return verdict;
        }
    }

    public async Task<IReadOnlyList<VerdictReport>> GetVerdictsAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("verdicts", cancellationToken);
        lock (_gate)
            return _accounts.TryGetValue(id, out AccountSummary? account) && account.LastAttempt is { } last ? [last, .. account.Verdict is { } earned && earned.At != last.At ? new[] { earned } : []] : [];
    }

    public async Task<IReadOnlyList<ReferenceReport>> GetReferencesAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("references", cancellationToken);
        return [];
    }

    public async Task DeleteAccountAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync("delete", cancellationToken);
        lock (_gate)
        {
            if (_accounts.Remove(id, out AccountSummary? gone))
                _trash[id] = gone;
            for (int index = 0; index < _modules.Count; index++)
            {
                if (_modules[index].AccountId == id)
                    _modules[index] = _modules[index] with { AccountId = null };
            }
        }
    }

    public async Task<IReadOnlyList<LinkOutcome>> LinkAsync(string accountId, LinkRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("link", cancellationToken);
        lock (_gate)
        {
            List<LinkOutcome> outcomes = [];
            foreach (string id in request.ModuleIds)
            {
                int index = _modules.FindIndex(module => module.Id == id);
                if (index >= 0)
                    _modules[index] = _modules[index] with { AccountId = accountId };
                outcomes.Add(new LinkOutcome(id, index >= 0, index >= 0 ? null : "there is no such module"));
            }

            return outcomes;
        }
    }

    public async Task<CoverageReport> GetCoverageAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("coverage", cancellationToken);
        return Coverage();
    }

    private CoverageReport Coverage()
    {
        lock (_gate)
        {
            CoverageItem[] items = [.. _modules.Select(Item)];
            CategoryCoverage[] categories = [.. items.GroupBy(item => item.Category, StringComparer.Ordinal)
                .Select(group => new CategoryCoverage(group.Key, group.Count(), group.Count(item => item.State == "Covered")))];
            return new CoverageReport(items.Length, items.Count(item => item.State == "Covered"), 0, categories, items);
        }
    }

    public async Task<AccountPage> GetAccountPageAsync(AccountQuery query, CancellationToken cancellationToken = default)
    {
        await EnterAsync("page", cancellationToken);
        lock (_gate)
        {
            AccountSummary[] found = [.. _accounts.Values.Where(account => account.Name.Contains(query.Search ?? "", StringComparison.OrdinalIgnoreCase)
                && (query.ProviderId is null || account.ProviderId == query.ProviderId) && (query.Status is null || account.Status == query.Status)
                && (query.Environment is null || string.Equals(account.Environment, query.Environment, StringComparison.OrdinalIgnoreCase))
                && (query.Verdicts.Count == 0 || query.Verdicts.Contains(account.Verdict?.Kind ?? "None"))).OrderBy(account => account.Name, StringComparer.Ordinal)];
            return new AccountPage(found.Length, query.Page, query.Size, [.. found.Skip(query.Page * query.Size).Take(query.Size)]);
        }
    }

    public async Task<GateReport> GetGateAsync(string? environment, int minimum = 100, string? workflow = null, CancellationToken cancellationToken = default)
    {
        CoverageReport coverage = await GetCoverageAsync(cancellationToken);
        return new GateReport(
            coverage.Covered * 100 >= minimum * coverage.Total, environment, minimum, coverage.Total == 0 ? 100 : coverage.Covered * 100.0 / coverage.Total, coverage.Total, coverage.Covered,
            coverage.NotNeeded, []);
    }

    public Task<QuickCreateResult> QuickCreateAsync(QuickCreateRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new QuickCreateResult([], null, null));

    public async Task<HeroMetrics> GetHeroMetricsAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("hero", cancellationToken);
        CoverageReport coverage = Coverage();
        lock (_gate)
        {
            AccountSummary[] all = [.. _accounts.Values];
            DateTimeOffset now = time.GetUtcNow();
            return new HeroMetrics(
                all.Length, all.Count(account => account.Status == "ready"), all.Count(account => account.Verified), all.Count(account => account.Verdict?.Kind == "Insufficient"),
                all.Count(account => account.Verdict?.Kind == "Invalid"), all.Count(account => account.Verdict is null),
                all.Count(account => account.Verdict?.ExpiresAt is { } at && at > now && at < now.AddDays(14)), all.Count(account => account.Verdict?.ExpiresAt <= now),
                coverage.Total, _modules.Count(module => module.AccountId is not null), coverage.Covered,
                all.Count(account => account.Findings?.Any(finding => finding.Severity == "Error") == true), 0, all.Count(account => account.Verdict?.At < now.AddDays(-7)));
        }
    }


    public async Task<IReadOnlyList<PluginReport>> GetPluginsAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("plugins", cancellationToken);
        return Plugins;
    }

    /// <summary>The host's refusal of fields.</summary>
    public static HostApiException Refusal(string key, string reason) => new(
        HttpStatusCode.UnprocessableEntity, "Some values are not accepted.", new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [key] = [reason] });

    private static HostApiException OtherOwner() => new(
        HttpStatusCode.Conflict, "The new key belongs to Zenith (team id T2), but this account has been of Acme (team id T1). Nothing was stored.",
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["expectSameOwner"] = ["The key belongs to Zenith (team id T2)."] });

    private static InvalidOperationException Unused() => new("The console does not use this call; if it does now, let the fake answer it.");

    private async Task EnterAsync(string call, CancellationToken cancellationToken)
    {
        lock (_calls)
            _calls.Add(call);
        await Before(call).WaitAsync(cancellationToken);
        if (SealedReason is not null && call is not ("status" or "unseal" or "seal"))
            throw new HostApiException(HttpStatusCode.ServiceUnavailable, $"The store is sealed. {SealedReason}", new Dictionary<string, IReadOnlyList<string>>());
    }

    private AccountSummary WithCount(AccountSummary account) => account with { LinkedModuleCount = _modules.Count(module => module.AccountId == account.Id) };

    private CoverageItem Item(FakeModule module)
    {
        ProviderCard? provider = Catalog.FirstOrDefault(card => card.Id == module.ProviderId);
        AccountSummary? account = module.AccountId is null ? null : _accounts.GetValueOrDefault(module.AccountId);
        (string state, string reason) = (provider, account) switch
        {
            (null, _) => ("NoPlugin", "no active plugin knows its class"),
            (_, null) => ("NotLinked", "no account is linked"),
            (_, { Verdict: null }) => ("NotVerified", "its account has not been tested"),
            (_, { Verdict.Kind: "Invalid" }) => ("AccountInvalid", "will fail: the provider refused the credential"),
            (_, { Verdict: { } verdict }) when module.MissingScope is { } scope && verdict.Scopes?.Contains(scope) is not true => ("LacksScope", $"will fail: lacks {scope}"),
            _ => ("Covered", "can run"),
        };
        return new CoverageItem(
            module.Id, module.Name, $"com.example.{module.ProviderId ?? "unknown"}.Module", module.Workflow, provider?.Category ?? "Unknown", module.ProviderId,
            module.AccountId, account?.Name, state, reason, state == "LacksScope" ? [module.MissingScope!] : []);
    }
}
