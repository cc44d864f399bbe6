namespace IntegrationHost.Client.Wire;

/// <summary>The ThorAPI server that this host works on, and how that stands (<c>GET /api/upstream</c>). Never holds a token or a password.</summary>
public sealed record UpstreamStatus
{
    /// <summary>
    /// <c>none</c> (no upstream is set), <c>never</c> (set, and never read yet), <c>current</c> (the last synchronisation succeeded) or <c>stale</c> (what is shown is as of
    /// <see cref="LastSyncAt"/>, because <see cref="Problem"/>).
    /// </summary>
    public required string State { get; init; }

    /// <summary>Its address, without <c>/v1</c>; absent without an upstream.</summary>
    public string? Address { get; init; }

    /// <summary>Where it publishes its module metadata.</summary>
    public string? MetadataPath { get; init; }

    /// <summary>How the host authenticates there: <c>none</c>, <c>token</c> or <c>password</c>.</summary>
    public string Login { get; init; } = "none";

    /// <summary>The user name of a login with a password.</summary>
    public string? Username { get; init; }

    /// <summary>Whether it is being read now.</summary>
    public bool Syncing { get; init; }

    /// <summary>When it was last read to the end; absent if never.</summary>
    public DateTimeOffset? LastSyncAt { get; init; }

    /// <summary>When that was last tried.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>What went wrong last; absent once a synchronisation succeeded.</summary>
    public UpstreamProblem? Problem { get; init; }

    /// <summary>How many ExecModules here are its own.</summary>
    public int Modules { get; init; }

    /// <summary>How many accounts here are there as well.</summary>
    public int Accounts { get; init; }

    /// <summary>How many modules its metadata described when it was last read.</summary>
    public int MetadataModules { get; init; }

    /// <summary>Whether new metadata waits for the next start of the host.</summary>
    public bool RestartForMetadata { get; init; }

    /// <summary>Links that are wanted and not made there yet. The next synchronisation tries them again, and only them.</summary>
    public IReadOnlyList<UpstreamOpenLink> OpenLinks { get; init; } = [];

    /// <summary>Accounts that are not there as they are here.</summary>
    public IReadOnlyList<UpstreamOpenAccount> OpenAccounts { get; init; } = [];
}

/// <summary>What went wrong with the upstream.</summary>
/// <param name="Code">
/// <c>unreachable</c>, <c>unauthorized</c>, <c>payment-required</c>, <c>forbidden</c>, <c>not-found</c>, <c>conflict</c>, <c>rate-limited</c>, <c>failed</c> (it answered 5xx),
/// <c>redirected</c>, <c>not-understood</c>, <c>unsupported</c>, <c>unusable</c> or <c>refused</c>.
/// </param>
/// <param name="Message">What it is and what to do.</param>
/// <param name="At">When it was found.</param>
public sealed record UpstreamProblem(string Code, string Message, DateTimeOffset At);

/// <summary>A link that is wanted and not made at the upstream yet.</summary>
/// <param name="ModuleId">The ExecModule.</param>
/// <param name="ModuleName">Its name.</param>
/// <param name="AccountId">The account it is to be linked to, by its id here; absent if its links are to be removed.</param>
/// <param name="Problem">Why it is not made; absent if it was not tried yet.</param>
/// <param name="At">When it was wanted, or last tried.</param>
public sealed record UpstreamOpenLink(string ModuleId, string ModuleName, string? AccountId, string? Problem, DateTimeOffset At);

/// <summary>An account that is not at the upstream as it is here.</summary>
/// <param name="AccountId">Its id here.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">
/// <c>unsettled</c> (it was sent, and no answer came: the next synchronisation finds out), <c>behind</c> (a change was not taken there), <c>deleting</c> (its deletion was not taken there)
/// or <c>gone</c> (it was deleted there).
/// </param>
/// <param name="Problem">What it is and what to do.</param>
/// <param name="At">When it was found.</param>
public sealed record UpstreamOpenAccount(string AccountId, string Name, string State, string Problem, DateTimeOffset At);

/// <summary>Which ThorAPI server to work on (<c>PUT /api/upstream</c>). Prints nothing of the login.</summary>
public sealed record SetUpstreamRequest
{
    /// <summary>Address, such as <c>https://api-0.valkyrlabs.com/v1</c>; with or without <c>/v1</c>. <c>http</c> for this machine only.</summary>
    public required string Address { get; init; }

    /// <summary>Path of the module metadata; <c>/v1/modules/metadata</c> if absent.</summary>
    public string? MetadataPath { get; init; }

    /// <summary>A token of the server. With neither token nor password, the stored login stays if the address is the same.</summary>
    public string? Token { get; init; }

    /// <summary>User name to log in with.</summary>
    public string? Username { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>Prints no value.</summary>
    public override string ToString() => "SetUpstreamRequest";
}

/// <summary>What a synchronisation did (<c>POST /api/upstream/sync</c>).</summary>
/// <param name="Succeeded">Whether the upstream was read to the end.</param>
/// <param name="ModulesAdded">ExecModules that are new here.</param>
/// <param name="ModulesChanged">ExecModules that were changed there.</param>
/// <param name="ModulesGone">ExecModules that are not there any more; they are in the trash here.</param>
/// <param name="AccountsAdded">Accounts of the upstream that are new here, without their secrets.</param>
/// <param name="AccountsSettled">Accounts that were open and are as they should be now.</param>
/// <param name="LinksMade">Open links that are made now.</param>
/// <param name="Notes">What else a person should know, such as entries that were left out.</param>
/// <param name="Status">How it stands now, with what is still open.</param>
public sealed record UpstreamSyncResult(
    bool Succeeded, int ModulesAdded, int ModulesChanged, int ModulesGone, int AccountsAdded, int AccountsSettled, int LinksMade, IReadOnlyList<string> Notes, UpstreamStatus Status);

/// <summary>What became of an account that was sent to the upstream (<c>POST /api/accounts/{id}/upstream</c>).</summary>
/// <param name="AccountId">Its id here.</param>
/// <param name="UpstreamId">Its id there; absent while it is unsettled.</param>
/// <param name="Warnings">What a person should know.</param>
public sealed record UpstreamAccountResult(string AccountId, string? UpstreamId, IReadOnlyList<string> Warnings);
