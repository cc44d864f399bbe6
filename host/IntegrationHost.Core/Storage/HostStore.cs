using IntegrationHost.Core.Audit;
using IntegrationHost.Core.Coverage;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// A store: directories, key ring and database. Unsealed, its keys are in memory and its database is open. Sealed, neither is: it can only be asked what it
/// is, and be unsealed.
/// </summary>
public sealed class HostStore : IAsyncDisposable
{
    // How long a seal waits for a write that is under way; what lasts longer fails.
    private static readonly TimeSpan SealPatience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim turning = new(1, 1);
    private readonly StoreOwner? owner;
    private readonly TimeProvider time;
    private readonly StoreOpening opening;
    private HostDatabase? database;
    private AuditTrail? audit;

    private HostStore(HostPaths paths, StoreOwner? owner, TimeProvider time, StoreOpening opening, string vaultId)
    {
        Paths = paths;
        this.owner = owner;
        this.time = time;
        this.opening = opening;
        Keys = new KeyRing(vaultId);
        Access = new AccessControl(Keys);
    }

    /// <summary>Where it lies.</summary>
    public HostPaths Paths { get; }

    /// <summary>Why it is sealed, with the next step; <c>null</c> while it is not.</summary>
    public string? SealedBecause { get; private set; }

    /// <summary>Whether its keys are not in memory.</summary>
    public bool IsSealed => Keys.IsSealed;

    /// <summary>What an operator should know of how it was unlocked; empty if nothing.</summary>
    public string Warning { get; private set; } = "";

    /// <summary>The id of the store, and of the operator of this machine as a principal.</summary>
    public Guid LocalOperatorId => Guid.Parse(Keys.VaultId);

    internal KeyRing Keys { get; }

    internal AccessControl Access { get; }

    internal AuditTrail Audit => IsSealed || audit is null ? throw new StoreSealedException() : audit;

    /// <summary>The ring and its file; <c>null</c> while sealed.</summary>
    internal OpenRing? Ring { get; private set; }

    internal IDbContextFactory<HostDbContext> Contexts => Database.Contexts;

    internal HostDatabase Database => IsSealed || database is null ? throw new StoreSealedException() : database;

    /// <summary>Opens the store unsealed, or makes it on the first run. Takes the store's lock unless this process holds it already.</summary>
    /// <exception cref="StoreException">It cannot be opened as it is, or a person has to unseal it; the message says what to do.</exception>
    public static Task<HostStore> OpenAsync(HostPaths paths, TimeProvider time, CancellationToken cancellationToken) =>
        OpenAsync(paths, time, new StoreOpening(), cancellationToken);

    /// <summary>Opens the store, or makes it on the first run. Takes the store's lock unless this process holds it already.</summary>
    /// <exception cref="StoreException">It cannot be opened as it is; the message says what to do.</exception>
    public static async Task<HostStore> OpenAsync(HostPaths paths, TimeProvider time, StoreOpening opening, CancellationToken cancellationToken)
    {
        UnixProcess.CreatePrivateFilesOnly();
        StoreOwner? owner = StoreOwner.IsHeldHere(paths) ? null : StoreOwner.TryAcquire(paths) ?? throw StoreOwner.HeldElsewhere(paths);
        HostStore? store = null;
        try
        {
            // The ring comes first: if it does not open, the database is not even touched.
            FoundRing found = await KeyRingStore.FindAsync(paths, time, opening, cancellationToken);
            store = new HostStore(paths, owner, time, opening, found.Document.VaultId);
            if (found.RingKey is not null)
                await store.OpenAsync(found, cancellationToken);
            else if (opening.AllowSealed)
                store.SealedBecause = found.SealedBecause;
            else
                throw new StoreException($"The store in {paths.DataDirectory} is sealed. {found.SealedBecause}", StoreException.Configuration);
            return store;
        }
        catch
        {
            store?.Keys.Dispose();
            if (owner is not null)
                await owner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Unseals the store; does nothing if it is unsealed already.</summary>
    /// <param name="typed">Passphrase or recovery code; <c>null</c> to try again what needs no person.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnsealRefusedException">Nothing of the ring opens with it.</exception>
    /// <exception cref="StoreException">The ring or the database cannot be opened as it is.</exception>
    public async Task UnsealAsync(SecretText? typed, CancellationToken cancellationToken)
    {
        await turning.WaitAsync(cancellationToken);
        try
        {
            if (!IsSealed)
                return;

            KeyRingDocument document = KeyRingFile.Read(Paths.KeyRingPath);
            FoundRing found = typed is null
                ? await KeyRingStore.UnlockAsync(Paths, document, opening, cancellationToken)
                : await TypedKey.UnlockAsync(document, typed, time, cancellationToken);
            if (found.RingKey is null)
                throw new UnsealRefusedException(found.SealedBecause!);
            await OpenAsync(found, cancellationToken);
            await Audit.RecordAsync(new AuditEvent(AuditActions.KeyChange, "store", "", AuditResults.Ok, ("operation", "unseal"), ("slot", found.Slot?.Id ?? "")), cancellationToken);
        }
        finally
        {
            turning.Release();
        }
    }

    /// <summary>Seals the store: no key can be used from now on, and all are wiped once the write that is under way has ended, after two seconds at most.</summary>
    /// <param name="reason">For those who ask why.</param>
    public Task SealAsync(string reason) => SealAsync(reason, recorded: true);

    private async Task SealAsync(string reason, bool recorded)
    {
        await turning.WaitAsync();
        try
        {
            if (IsSealed)
                return;

            await TryRecordSealAsync(recorded);
            SealedBecause = reason;
            HostDatabase open = database!;
            Action wipe = Keys.BeginSeal();
            bool closed = await open.Gate.TryCloseAsync(SealPatience);
            wipe();
            Ring!.Dispose();
            Ring = null;
            database = null;
            audit?.Dispose();
            audit = null;
            open.Dispose();
            if (closed)
                open.Gate.Reopen();
        }
        finally
        {
            turning.Release();
        }
    }

    /// <summary>Empties the write-ahead log into the database, so that deleted bytes leave both.</summary>
    internal Task CheckpointAsync(CancellationToken cancellationToken) => Database.Checkpoint.RunAsync(cancellationToken);

    /// <summary>Begins a change of the store.</summary>
    internal Task<StoreWrite> BeginAsync(CancellationToken cancellationToken) => StoreWrite.BeginAsync(this, cancellationToken);

    /// <summary>Closes the database, wipes the keys and gives back the lock it took.</summary>
    public async ValueTask DisposeAsync()
    {
        await SealAsync("It is closing.", recorded: false);
        if (owner is not null)
            await owner.DisposeAsync();
    }

    /// <summary>Learns what the trail says of the rows that decide who may do what, and counts anew what was counted wrongly.</summary>
    private async Task MendAsync(HostDatabase opened, AuditTrail trail, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await opened.Contexts.CreateDbContextAsync(cancellationToken);
        Keys.Rows = await RowsInTrail.ReadAsync(context, Keys, cancellationToken);
        if (await AccountTallyCheck.MendAtStartAsync(context, cancellationToken))
            await trail.RecordAsync(new AuditEvent(AuditActions.StoreRecount, "store", "", AuditResults.Ok), cancellationToken);
    }

    // It is sealed either way: most of all when the disk no longer takes what would be recorded.
    private async Task TryRecordSealAsync(bool recorded)
    {
        if (!recorded)
            return;
        try
        {
            await Audit.RecordAsync(new AuditEvent(AuditActions.KeyChange, "store", "", AuditResults.Ok, ("operation", "seal")), CancellationToken.None);
        }
        catch (AuditUnavailableException)
        {
            // The next start finds the uses that were under way.
        }
    }

    private async Task OpenAsync(FoundRing found, CancellationToken cancellationToken)
    {
        HostDatabase? opened = null;
        OpenRing? ring = null;
        AuditTrail? trail = null;
        try
        {
            ring = OpenRing.Open(Paths, time, found.Document, found.RingKey!, Keys) ?? throw new StoreException(
                $"The key ring {Paths.KeyRingPath} was changed: slot {found.Slot?.Id} opens, the keys behind it do not. Restore it from the same backup as the database; nothing was changed.",
                StoreException.Configuration);
            if (!File.Exists(Paths.DatabasePath) && Keys.Terms.Any(term => term.Reserved > 0))
            {
                throw new StoreException(
                    $"The database {Paths.DatabasePath} is missing, but the key ring {Paths.KeyRingPath} has sealed secrets in it. Restore it from a backup (integration-host restore); nothing was changed.",
                    StoreException.Configuration);
            }

            opened = await HostDatabase.OpenAsync(Paths, Keys.VaultId, cancellationToken);
            trail = opening.NewKeys
                ? await AuditStart.RenewAsync(Paths, opened.Contexts, Keys, time, cancellationToken)
                : await AuditStart.OpenAsync(Paths, opened.Contexts, Keys, time, opening.AcceptLoss, cancellationToken);
            await MendAsync(opened, trail, cancellationToken);
            audit = trail;
            database = opened;
            Ring = ring;
            SealedBecause = null;
            Warning = found.Slot?.Type == SlotTypes.Environment ? EnvironmentKey.Warning : "";
        }
        catch
        {
            Keys.Dispose();
            ring?.Dispose();
            trail?.Dispose();
            opened?.Dispose();
            throw;
        }
    }
}
