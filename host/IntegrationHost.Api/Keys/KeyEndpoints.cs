using IntegrationHost.Api.Access;
using IntegrationHost.Api.Hosting;
using IntegrationHost.Api.Problems;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Plugins.Dropped;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntegrationHost.Api.Keys;

/// <summary><c>/api/unseal</c>, <c>/api/seal</c> and <c>/api/keys</c>.</summary>
internal static class KeyEndpoints
{
    // A derivation is meant to take its time and its memory, and a vault answers when it can: the longer limit, lest a busy machine cannot be unsealed.
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup("/api").WithTags("keys").WithProblems();
        api.MapPost("/unseal", Unseal).WithName("unseal").WithSummary("Unseals the store with a passphrase or a recovery code, or tries again what needs no person.")
            .NeedsAdmin(Scopes.VaultAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        api.MapPost("/seal", Seal).WithName("seal").WithSummary("Seals the store: its keys are wiped, and only health, status and unseal are answered.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapGet("/keys/slots", Slots).WithName("getKeySlots").WithSummary("The ways to unlock the store.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapPost("/keys/slots", AddSlot).WithName("addKeySlot").WithSummary("Adds a way to unlock. A recovery code is in this answer and nowhere else.")
            .NeedsAdmin(Scopes.VaultAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        api.MapPut("/keys/slots/{id}", ChangeSlot).WithName("changeKeySlot").WithSummary("Puts another passphrase in the place of one; no secret is touched.")
            .NeedsAdmin(Scopes.VaultAdmin).WithRequestTimeout(ServerLimits.ProviderCalls);
        api.MapDelete("/keys/slots/{id}", RemoveSlot).WithName("removeKeySlot").WithSummary("Removes a way to unlock; the last cannot be removed.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapGet("/keys/rotation", Rotation).WithName("getKeyRotation").WithSummary("The data keys, and how far their rotation has come.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapPost("/keys/rotation", Rotate).WithName("rotateKeys").WithSummary("Begins a rotation of the data key, or goes on with one; the work is done in the background.").NeedsAdmin(Scopes.VaultAdmin);
        api.MapPost("/keys/terms/{term:long}/destroy", DestroyTerm).WithName("destroyKeyTerm").WithSummary("Takes a data key out of the ring for good. Refused while secrets or recorded backups need it.").NeedsAdmin(Scopes.VaultAdmin);
    }

    private static async Task<Ok<SealState>> Unseal(UnsealRequest request, HostStore store, KeyRotation rotation, DroppedPlugins plugins, CancellationToken cancellationToken)
    {
        using SecretText? typed = request.Key is null ? null : new SecretText(request.Key);
        await store.UnsealAsync(typed, cancellationToken);
        await plugins.StartAsync(cancellationToken);
        await rotation.ResumeAsync(cancellationToken);
        return State(store);
    }

    private static async Task<Ok<SealState>> Seal(HostStore store)
    {
        await store.SealAsync("An operator sealed it. Run: integration-host unseal");
        return State(store);
    }

    private static Ok<IReadOnlyList<KeySlotInfo>> Slots(KeySlots slots) => TypedResults.Ok<IReadOnlyList<KeySlotInfo>>([.. slots.List().Select(ToInfo)]);

    private static async Task<Created<AddSlotResult>> AddSlot(AddSlotRequest request, KeySlots slots, CancellationToken cancellationToken)
    {
        string? code = null;
        SlotReport slot;
        switch (request)
        {
            case { Type: "passphrase", Passphrase: { } words }:
                using (SecretText passphrase = new(words))
                    slot = await slots.AddPassphraseAsync(passphrase, cancellationToken);
                break;
            case { Type: "recovery" }:
                (slot, code) = await slots.AddRecoveryCodeAsync(cancellationToken);
                break;
            case { Type: "keyfile" }:
                slot = await slots.AddKeyFileAsync(request.Path, cancellationToken);
                break;
            case { Type: "environment" }:
                slot = await slots.AddEnvironmentAsync(Environment.GetEnvironmentVariable, cancellationToken);
                break;
            case { Type: "transit", Transit: { } engine }:
                slot = await slots.AddTransitAsync(new TransitSettings(engine.Address, engine.Mount, engine.Key, engine.TokenFile), cancellationToken);
                break;
            default:
                throw RequestRefusedException.BadRequest("Give a type of: keyfile, passphrase (with passphrase), recovery, environment, transit (with transit).");
        }

        return TypedResults.Created($"/api/keys/slots/{slot.Id}", new AddSlotResult(ToInfo(slot), code));
    }

    private static async Task<Ok<AddSlotResult>> ChangeSlot(string id, AddSlotRequest request, KeySlots slots, CancellationToken cancellationToken)
    {
        if (request is not { Type: "passphrase", Passphrase: { } words })
            throw RequestRefusedException.BadRequest("Only a passphrase can be changed in its place. Give the type passphrase, with passphrase.");
        using SecretText passphrase = new(words);
        return TypedResults.Ok(new AddSlotResult(ToInfo(await slots.ChangePassphraseAsync(id, passphrase, cancellationToken)), null));
    }

    private static async Task<NoContent> RemoveSlot(string id, KeySlots slots, CancellationToken cancellationToken)
    {
        await slots.RemoveAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<RotationReport>> Rotation(KeyRotation rotation, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToReport(await rotation.ProgressAsync(cancellationToken)));

    private static async Task<Accepted<RotationReport>> Rotate(KeyRotation rotation, CancellationToken cancellationToken) =>
        TypedResults.Accepted("/api/keys/rotation", ToReport(await rotation.StartAsync(cancellationToken)));

    private static async Task<NoContent> DestroyTerm(long term, DestroyTermRequest request, KeyRotation rotation, CancellationToken cancellationToken)
    {
        await rotation.DestroyTermAsync((uint)Math.Clamp(term, 0, uint.MaxValue), request.DespiteBackups, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Ok<SealState> State(HostStore store) => TypedResults.Ok(new SealState(store.IsSealed, store.SealedBecause));

    private static KeySlotInfo ToInfo(SlotReport slot) => new(slot.Id, slot.Type, slot.Kdf, slot.Created, slot.Place);

    private static RotationReport ToReport(RotationProgress progress) => new(
        [.. progress.Terms.Select(term => new KeyTermInfo(term.Number, term.Created, term.Reserved, term.Current))],
        progress.Due,
        progress.Last is not { } run ? null : new RotationRunInfo(run.ToTerm, run.State.ToString(), run.Total, run.Done, run.Skipped, run.Failed, run.PerSecond, run.StartedAt, run.FinishedAt));
}
