namespace IntegrationHost.Client.Wire;

/// <summary>Unseals the store (<c>POST /api/unseal</c>). Prints nothing of it.</summary>
public sealed record UnsealRequest
{
    /// <summary>Passphrase or recovery code; absent to try again what needs no person.</summary>
    public string? Key { get; init; }

    /// <summary>Prints no value.</summary>
    public override string ToString() => "UnsealRequest";
}

/// <summary>Whether the keys are in memory (<c>POST /api/unseal</c>, <c>POST /api/seal</c>).</summary>
/// <param name="Sealed">Whether they are not.</param>
/// <param name="Reason">Why it is sealed, with the next step; absent otherwise.</param>
public sealed record SealState(bool Sealed, string? Reason);

/// <summary>A way to unlock the store (<c>GET /api/keys/slots</c>).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type"><c>keyfile</c>, <c>passphrase</c>, <c>recovery</c>, <c>environment</c> or <c>transit</c>.</param>
/// <param name="Kdf">How its key is derived, with the cost.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Place">Where what it asks for is looked for; empty if a person types it.</param>
public sealed record KeySlotInfo(string Id, string Type, string Kdf, DateTimeOffset Created, string Place);

/// <summary>Adds a way to unlock, or changes a passphrase (<c>POST /api/keys/slots</c>, <c>PUT /api/keys/slots/{id}</c>). Prints nothing of it.</summary>
public sealed record AddSlotRequest
{
    /// <summary><c>keyfile</c>, <c>passphrase</c>, <c>recovery</c>, <c>environment</c> or <c>transit</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The passphrase, for that type.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Absolute path of a key file, for that type; absent for the usual one.</summary>
    public string? Path { get; init; }

    /// <summary>The transit engine, for that type.</summary>
    public TransitEngine? Transit { get; init; }

    /// <summary>Prints no value.</summary>
    public override string ToString() => "AddSlotRequest";
}

/// <summary>A transit engine of HashiCorp Vault or OpenBao.</summary>
/// <param name="Address">Such as <c>https://vault.example:8200</c>.</param>
/// <param name="Mount">Where it is mounted.</param>
/// <param name="Key">Name of the transit key.</param>
/// <param name="TokenFile">Absolute path of a file with a token; mode 0600.</param>
public sealed record TransitEngine(string Address, string Mount, string Key, string TokenFile);

/// <summary>A slot that was made.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="RecoveryCode">The code of a recovery slot: shown this once, stored nowhere.</param>
public sealed record AddSlotResult(KeySlotInfo Slot, string? RecoveryCode)
{
    /// <summary>Prints no value.</summary>
    public override string ToString() => "AddSlotResult";
}

/// <summary>A data key, without the key.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Reserved">How many seals were reserved under it.</param>
/// <param name="Current">Whether it seals; the others only open.</param>
public sealed record KeyTermInfo(long Number, DateTimeOffset Created, long Reserved, bool Current);

/// <summary>The data keys and the last rotation (<c>GET /api/keys/rotation</c>, <c>POST /api/keys/rotation</c>).</summary>
/// <param name="Terms">The data keys, oldest first.</param>
/// <param name="Due">Why a rotation is due; absent if none is.</param>
/// <param name="Last">The last rotation; absent if there was none.</param>
public sealed record RotationReport(IReadOnlyList<KeyTermInfo> Terms, string? Due, RotationRunInfo? Last);

/// <summary>One rotation.</summary>
/// <param name="ToTerm">The term that seals from its beginning on.</param>
/// <param name="State"><c>Running</c>, <c>Finished</c> or <c>Incomplete</c>.</param>
/// <param name="Total">Secrets under older terms when it began.</param>
/// <param name="Done">Secrets sealed anew.</param>
/// <param name="Skipped">Secrets that somebody changed meanwhile.</param>
/// <param name="Failed">Account id and field of each secret that does not open.</param>
/// <param name="PerSecond">Secrets per second so far.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record RotationRunInfo(
    long ToTerm, string State, long Total, long Done, long Skipped, IReadOnlyList<string> Failed, double PerSecond, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

/// <summary>Destroys a data key (<c>POST /api/keys/terms/{number}/destroy</c>).</summary>
/// <param name="DespiteBackups">Whether recorded backups that need it are given up.</param>
public sealed record DestroyTermRequest(bool DespiteBackups);

/// <summary>Makes a backup (<c>POST /api/backup</c>; the answer is the file).</summary>
/// <param name="Label">Name by which the host remembers it.</param>
public sealed record BackupRequest(string Label);

/// <summary>What an examination of the store found (<c>POST /api/store/verify</c>).</summary>
/// <param name="Sound">Whether nothing is wrong.</param>
/// <param name="Damage">What SQLite finds wrong with the file.</param>
/// <param name="Accounts">Accounts, trashed ones included.</param>
/// <param name="Modules">ExecModules, trashed ones included.</param>
/// <param name="Secrets">Secrets that opened.</param>
/// <param name="Damaged">Account id and field of each secret that does not open.</param>
public sealed record StoreVerification(bool Sound, IReadOnlyList<string> Damage, long Accounts, long Modules, long Secrets, IReadOnlyList<string> Damaged);
