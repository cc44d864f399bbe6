namespace IntegrationHost.Client.Wire;

/// <summary>What the console shows of an account (<c>GET /api/accounts</c>). Holds no secret.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">Account name.</param>
/// <param name="ProviderId">Provider id, or <c>null</c> if it could not be told from the name.</param>
/// <param name="ProviderName">Provider's name for people, or <c>null</c>.</param>
/// <param name="CredentialKindId">Credential kind id, or <c>null</c>.</param>
/// <param name="Environment">Environment, such as <c>production</c>; empty if none.</param>
/// <param name="Status">ThorAPI status in lower case.</param>
/// <param name="Verified">Whether the last earned verdict is Valid or Insufficient.</param>
/// <param name="BaseUrl">Base address in force.</param>
/// <param name="AllowedHosts">Hosts its credential may be sent to.</param>
/// <param name="Fields">Its fields: value for what is no secret, set or not for what is.</param>
/// <param name="Verdict">The last earned verdict; <c>null</c> if there is none.</param>
/// <param name="LastAttempt">The last smoke test of any outcome; <c>null</c> if there is none.</param>
/// <param name="LinkedModuleCount">ExecModules linked to it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it was changed last.</param>
/// <param name="Problem">Why it cannot be used as it is (a damaged secret, a missing plugin), or <c>null</c>.</param>
/// <param name="Owner">Who it has been of at the provider; <c>null</c> until a smoke test told.</param>
/// <param name="Findings">What a person should know of it, the heaviest first.</param>
public sealed record AccountSummary(
    string Id, string Name, string? ProviderId, string? ProviderName, string? CredentialKindId, string Environment, string Status, bool Verified,
    string? BaseUrl, IReadOnlyList<string> AllowedHosts, IReadOnlyList<AccountFieldState> Fields,
    VerdictReport? Verdict, VerdictReport? LastAttempt, int LinkedModuleCount, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, string? Problem,
    OwnerReport? Owner = null, IReadOnlyList<FindingReport>? Findings = null)
{
    /// <summary>Versions of its provider's plugin that it stays on, such as <c>1.x</c>; <c>null</c> for the one that serves everyone.</summary>
    public string? PluginVersion { get; init; }
}

/// <summary>One field of an account.</summary>
/// <param name="Key">Field key.</param>
/// <param name="Label">Label.</param>
/// <param name="Secret">Whether it is a secret.</param>
/// <param name="IsSet">Whether a value is stored.</param>
/// <param name="Value">The value if it is no secret; otherwise <c>null</c>.</param>
/// <param name="UpdatedAt">When it was set, or <c>null</c>.</param>
/// <param name="Reference">The <c>securekey://</c> reference if the value stays in a vault; otherwise <c>null</c>.</param>
public sealed record AccountFieldState(string Key, string Label, bool Secret, bool IsSet, string? Value, DateTimeOffset? UpdatedAt, string? Reference = null);

/// <summary>Whether a value that stays in a vault could be had (<c>GET /api/accounts/{id}/references</c>). It was not read.</summary>
/// <param name="FieldKey">Field key.</param>
/// <param name="Reference">Where it stays.</param>
/// <param name="Available">Whether it is there and may be read; <c>null</c> if that cannot be told.</param>
/// <param name="Message">One sentence: what was found and what to do.</param>
/// <param name="Version">Its current version, or <c>null</c>.</param>
/// <param name="UpdatedAt">When it was changed last, or <c>null</c>.</param>
/// <param name="ExpiresAt">When its owner says it ends, or <c>null</c>.</param>
public sealed record ReferenceReport(
    string FieldKey, string Reference, bool? Available, string Message, int? Version, DateTimeOffset? UpdatedAt, DateTimeOffset? ExpiresAt);

/// <summary>A verdict (<c>POST /api/accounts/{id}/verify</c>).</summary>
/// <param name="Kind"><c>Valid</c>, <c>Insufficient</c>, <c>Invalid</c>, <c>RateLimited</c> or <c>Indeterminate</c>.</param>
/// <param name="RuleId">The rule that decided; for no answer <c>channel.</c> and the reason.</param>
/// <param name="Message">One sentence: what was found and what to do.</param>
/// <param name="StatusCode">HTTP status that decided, or <c>null</c>.</param>
/// <param name="ErrorCode">The provider's error code, or <c>null</c>.</param>
/// <param name="Identity">Who the credential belongs to, labelled.</param>
/// <param name="Scopes">Granted scopes; <c>null</c> if the provider does not tell.</param>
/// <param name="MissingScopes">Scopes the provider named as missing.</param>
/// <param name="ExpiresAt">When the credential expires; <c>null</c> if it does not or the provider does not tell.</param>
/// <param name="Mode"><c>live</c>, <c>test</c> or <c>null</c>.</param>
/// <param name="At">When the smoke test ended.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record VerdictReport(
    string Kind, string RuleId, string Message, int? StatusCode, string? ErrorCode, IReadOnlyList<LabelledFact> Identity,
    IReadOnlyList<string>? Scopes, IReadOnlyList<string> MissingScopes, DateTimeOffset? ExpiresAt, string? Mode, DateTimeOffset At, long DurationMs)
{
    /// <summary>The type of the owner's account at the provider, such as <c>Trial</c> or <c>SANDBOX</c>; <c>null</c> if the provider does not tell.</summary>
    public string? AccountType { get; init; }

    /// <summary>Who it belongs to, in a form that stays when names change; <c>null</c> if the provider does not tell.</summary>
    public OwnerReport? Owner { get; init; }
}

/// <summary>Something about an account that a person should know.</summary>
/// <param name="Code"><c>AnotherOwner</c>, <c>OwnerUnchecked</c>, <c>LiveKeyOutsideProduction</c>, <c>TestKeyInProduction</c>, <c>SandboxInProduction</c>, <c>DuplicateSecret</c>, <c>ExpiresSoon</c>, <c>Expired</c>, <c>NotAtUpstream</c>.</param>
/// <param name="Severity"><c>Error</c> (no module counts as covered by the account), <c>Warning</c> or <c>Note</c>.</param>
/// <param name="Message">One sentence: what was found and what to do.</param>
public sealed record FindingReport(string Code, string Severity, string Message);

/// <summary>Who a credential belongs to at the provider.</summary>
/// <param name="Label">What the id is, such as <c>workspace id</c>.</param>
/// <param name="Id">The provider's id.</param>
/// <param name="Name">Name for people, or <c>null</c> if it is the id.</param>
public sealed record OwnerReport(string Label, string Id, string? Name);

/// <summary>A labelled fact.</summary>
/// <param name="Label">Label.</param>
/// <param name="Value">Value.</param>
public sealed record LabelledFact(string Label, string Value);

/// <summary>Makes an account from a template (<c>POST /api/accounts</c>): stored, then optionally verified and linked.</summary>
public sealed record CreateAccountRequest
{
    /// <summary>Provider id.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Credential kind id; the provider's first if absent.</summary>
    public string? CredentialKindId { get; init; }

    /// <summary>Account name; the provider's id in upper case if absent.</summary>
    public string? Name { get; init; }

    /// <summary>Environment, such as <c>production</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>Base address instead of the provider's; its host joins the account's allow-list. <c>http</c> only towards loopback.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Values by field key. Secrets go in here and never come out.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>Whether to run the smoke test once stored.</summary>
    public bool Verify { get; init; }

    /// <summary>Whether to refuse (409) a credential that another account holds already. Default: it is stored, with a warning.</summary>
    public bool RefuseDuplicate { get; init; }

    /// <summary>Ids of ExecModules to link.</summary>
    public IReadOnlyList<string> LinkModuleIds { get; init; } = [];

    /// <summary>Prints the provider and the name, never a value.</summary>
    public override string ToString() => $"CreateAccountRequest({ProviderId}, {Name})";
}

/// <summary>What became of a <see cref="CreateAccountRequest"/>.</summary>
/// <param name="Account">The stored account.</param>
/// <param name="Verdict">The smoke test's outcome, if asked for.</param>
/// <param name="Links">Each link asked for.</param>
/// <param name="Warnings">What is unusual but accepted, such as a length.</param>
public sealed record CreateAccountResult(AccountSummary Account, VerdictReport? Verdict, IReadOnlyList<LinkOutcome> Links, IReadOnlyList<string> Warnings);

/// <summary>What became of one link.</summary>
/// <param name="ModuleId">ExecModule id.</param>
/// <param name="Linked">Whether it is linked.</param>
/// <param name="Problem">Why not, or <c>null</c>.</param>
public sealed record LinkOutcome(string ModuleId, bool Linked, string? Problem);

/// <summary>Replaces values of an account in place (<c>PUT /api/accounts/{id}/fields</c>); keys that are absent stay.</summary>
public sealed record SetFieldsRequest
{
    /// <summary>Values by field key.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>
    /// Whether values of another owner are refused (409) instead of stored: they are tested first. <c>true</c> if absent. With <c>false</c> the
    /// account is of whoever the next smoke test finds.
    /// </summary>
    public bool? ExpectSameOwner { get; init; }

    /// <summary>
    /// Base address from now on; <c>null</c> keeps it, empty means the provider's. Where that leads to another host, stored secrets that are not among the values are dropped: they were
    /// given for the old one. Values are not tested beforehand then.
    /// </summary>
    public string? BaseUrl { get; init; }

    /// <summary>Prints no value.</summary>
    public override string ToString() => "SetFieldsRequest";
}

/// <summary>Changes what is known of an account beside its credential (<c>PATCH /api/accounts/{id}</c>); what is absent stays.</summary>
public sealed record ChangeAccountRequest
{
    /// <summary>Account name.</summary>
    public string? Name { get; init; }

    /// <summary>Environment, such as <c>production</c>; empty for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Versions of its provider's plugin to stay on, such as <c>1.x</c>; empty for the one that serves everyone.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>Whether the owner that the last smoke test found is right, although the account was of another.</summary>
    public bool AcceptOwner { get; init; }
}

/// <summary>An account that holds the same credential (<c>POST /api/accounts/duplicates</c>).</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">Account name.</param>
public sealed record DuplicateAccount(string Id, string Name);
