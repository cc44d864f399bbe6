using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>Keys, access, audit, plugins and upstream.</content>
internal sealed partial class FakeHost : IHostKeys, IHostUpstream
{
    public const string Passphrase = "correct-horse-EXAMPLE";
    public const string RecoveryCode = "RCVR-7Q2M-CANARY-9FKD-EXAMPLE";
    public const string TokenText = "ih_k3y1d2_CANARYtoken9f8e7d6c5b4aEXAMPLE";

    private RotationReport? _rotation;
    private int _rotationSteps;

    /// <summary>Why the store is sealed; <c>null</c> if it is not.</summary>
    public string? SealedReason { get; set; }

    public List<KeySlotInfo> Slots { get; } = [];

    public List<TokenSummary> Tokens { get; } = [];

    public List<PrincipalSummary> Principals { get; } = [];

    public List<AuditEventReport> Events { get; } = [];

    public AuditVerifyReport AuditVerdict { get; set; } = new("Intact", 5, 5, 5, null, 0, 12, []);

    public StoreVerification Health { get; set; } = new(true, [], 8, 13, 9, []);

    public IReadOnlyList<PluginReport> Plugins { get; set; } = [];

    public UpstreamStatus Upstream { get; set; } = new() { State = "none" };

    /// <summary>Events of the trail, the oldest first.</summary>
    public void AddEvent(string actor, string action, string objectType, string objectId, string result, TimeSpan age, params (string Key, string Value)[] details)
    {
        long seq = Events.Count + 1;
        Events.Add(new AuditEventReport(
            seq, time.GetUtcNow() - age, 1000 * seq, "boot-1", actor, action, objectType, objectId, result, $"req-{seq}", details.ToDictionary(one => one.Key, one => one.Value), $"{seq - 1:x64}", $"{seq:x64}"));
    }

    public async Task<SealState> UnsealAsync(string? key, CancellationToken cancellationToken = default)
    {
        await EnterAsync("unseal", cancellationToken);
        if (key != Passphrase)
            throw Refusal("key", "no slot opens with it");
        SealedReason = null;
        return new SealState(false, null);
    }

    public async Task<SealState> SealAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("seal", cancellationToken);
        SealedReason = "It was sealed by an operator.";
        return new SealState(true, SealedReason);
    }

    public async Task<IReadOnlyList<KeySlotInfo>> GetSlotsAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("slots", cancellationToken);
        return [.. Slots];
    }

    public async Task<AddSlotResult> AddSlotAsync(AddSlotRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"add slot {request.Type}", cancellationToken);
        KeySlotInfo slot = new($"{request.Type}-{Slots.Count + 1}", request.Type, "argon2id, 64 MiB, 3 passes", time.GetUtcNow(), "");
        Slots.Add(slot);
        return new AddSlotResult(slot, request.Type == "recovery" ? RecoveryCode : null);
    }

    public async Task<AddSlotResult> ChangeSlotAsync(string id, AddSlotRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"change slot {id}", cancellationToken);
        return new AddSlotResult(Slots.First(slot => slot.Id == id), null);
    }

    public async Task RemoveSlotAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"remove slot {id}", cancellationToken);
        if (Slots.Count == 1)
            throw new HostApiException(System.Net.HttpStatusCode.Conflict, "It is the last way to unlock the store. Add another one first.", new Dictionary<string, IReadOnlyList<string>>());
        Slots.RemoveAll(slot => slot.Id == id);
    }

    public async Task<RotationReport> GetRotationAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("rotation", cancellationToken);
        if (_rotation is { Last: { State: "Running" } last } && --_rotationSteps <= 0)
            _rotation = _rotation with { Last = last with { State = "Finished", Done = last.Total, FinishedAt = time.GetUtcNow() } };
        return _rotation ??= new RotationReport([new KeyTermInfo(1, time.GetUtcNow().AddDays(-30), 1024, true)], null, null);
    }

    public async Task<RotationReport> RotateAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("rotate", cancellationToken);
        _rotationSteps = 2;
        return _rotation = new RotationReport(
            [new KeyTermInfo(1, time.GetUtcNow().AddDays(-30), 1024, false), new KeyTermInfo(2, time.GetUtcNow(), 64, true)], null,
            new RotationRunInfo(2, "Running", 9, 3, 0, [], 450, time.GetUtcNow(), null));
    }

    public async Task DestroyTermAsync(long term, bool despiteBackups, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"destroy {term}", cancellationToken);
        _rotation = _rotation! with { Terms = [.. _rotation.Terms.Where(one => one.Number != term)] };
    }

    public async Task BackUpAsync(string label, Stream target, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"backup {label}", cancellationToken);
        await target.WriteAsync(new byte[4096], cancellationToken);
    }

    public async Task<StoreVerification> VerifyStoreAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("verify store", cancellationToken);
        return Health;
    }

    public async Task<IReadOnlyList<TokenSummary>> GetTokensAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("tokens", cancellationToken);
        return [.. Tokens];
    }

    public async Task<CreatedToken> CreateTokenAsync(CreateTokenRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("create token", cancellationToken);
        TokenSummary token = new("k3y1d2", request.Name, "p1", request.Username ?? "me", request.Scopes, time.GetUtcNow(), time.GetUtcNow().AddDays(request.Days ?? 30), null);
        Tokens.Add(token);
        return new CreatedToken(TokenText, token);
    }

    public async Task RevokeTokenAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"revoke {id}", cancellationToken);
        int index = Tokens.FindIndex(token => token.Id == id);
        Tokens[index] = Tokens[index] with { RevokedAt = time.GetUtcNow() };
    }

    public async Task<IReadOnlyList<PrincipalSummary>> GetPrincipalsAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("principals", cancellationToken);
        return [.. Principals];
    }

    public async Task<PrincipalSummary> CreatePrincipalAsync(PrincipalRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("create principal", cancellationToken);
        PrincipalSummary made = new($"p{Principals.Count + 1}", request.Username!, request.Roles ?? [], true, time.GetUtcNow(), time.GetUtcNow());
        Principals.Add(made);
        return made;
    }

    public async Task<PrincipalSummary> ChangePrincipalAsync(string id, PrincipalRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"change principal {id}", cancellationToken);
        int index = Principals.FindIndex(one => one.Id == id);
        return Principals[index] = Principals[index] with { Roles = request.Roles ?? Principals[index].Roles, Enabled = request.Enabled ?? Principals[index].Enabled };
    }

    public async Task DeletePrincipalAsync(string id, CancellationToken cancellationToken = default)
    {
        await EnterAsync($"delete principal {id}", cancellationToken);
        Principals.RemoveAll(one => one.Id == id);
    }

    public async Task<IReadOnlyList<AuditEventReport>> GetAuditAsync(long? after, int max, CancellationToken cancellationToken = default)
    {
        await EnterAsync("audit", cancellationToken);
        return after is { } begin ? [.. Events.Where(one => one.Seq > begin).Take(max)] : [.. Events.TakeLast(max)];
    }

    public async Task<AuditVerifyReport> VerifyAuditAsync(AuditVerifyRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("verify audit", cancellationToken);
        return AuditVerdict;
    }

    public async Task<UpstreamStatus> GetUpstreamAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("upstream", cancellationToken);
        return Upstream;
    }

    public async Task<UpstreamStatus> SetUpstreamAsync(SetUpstreamRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("set upstream", cancellationToken);
        return Upstream = new UpstreamStatus { State = "never", Address = request.Address, Login = request.Token is null ? "password" : "token", Username = request.Username };
    }

    public async Task ClearUpstreamAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("clear upstream", cancellationToken);
        Upstream = new UpstreamStatus { State = "none" };
    }

    public async Task<UpstreamSyncResult> SyncUpstreamAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("sync upstream", cancellationToken);
        Upstream = Upstream with { State = "current", LastSyncAt = time.GetUtcNow(), Problem = null, OpenLinks = [] };
        return new UpstreamSyncResult(true, 3, 1, 0, 2, 1, 1, [], Upstream);
    }

    public Task<UpstreamAccountResult> PushAccountAsync(string accountId, CancellationToken cancellationToken = default) => throw Unused();

    public Task<IReadOnlyList<RoleSummary>> GetRolesAsync(CancellationToken cancellationToken = default) => throw Unused();

    public Task<RoleSummary> CreateRoleAsync(RoleRequest request, CancellationToken cancellationToken = default) => throw Unused();

    public Task DeleteRoleAsync(string id, CancellationToken cancellationToken = default) => throw Unused();
}
