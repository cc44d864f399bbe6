using System.Collections.Concurrent;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>Resolves references at the moment of use. A value is kept sealed in memory for a short lease, so that a burst of calls asks the vault once.</summary>
/// <param name="store">Where the bridges' accounts are.</param>
/// <param name="catalog">The active providers.</param>
/// <param name="channels">The way to a vault.</param>
/// <param name="time">The clock of the leases.</param>
public sealed class SecureKeyResolver(HostStore store, IProviderCatalog catalog, IProviderChannelFactory channels, TimeProvider time) : IDisposable
{
    /// <summary>Id of the provider whose accounts are bridges.</summary>
    public const string BridgeProvider = "securekey";

    private static readonly HashSet<string> Own = new(["env", "file", "keyring"], StringComparer.OrdinalIgnoreCase);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly CredentialOpener opener = new(store, catalog, time);
    private readonly ConcurrentDictionary<string, Leased> leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ISecureKeyBackend> builtIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["env"] = new EnvironmentBackend(Environment.GetEnvironmentVariable),
        ["file"] = new FileBackend(),
        ["keyring"] = new KeyringBackend(),
    };

    /// <summary>A source whose references are resolved; values that are none go through as they are.</summary>
    public ICredentialSource Resolving(ICredentialSource source) => source is IRenewableCredential renewable
        ? new RenewableResolvingSource(renewable, this)
        : new ResolvingCredentialSource(source, this);

    /// <summary>Whether the value could be had, without reading it.</summary>
    public async Task<SecureKeyState> CheckAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return await (await BackendAsync(reference, cancellationToken)).CheckAsync(reference, cancellationToken);
        }
        catch (SecureKeyException error)
        {
            return new SecureKeyState(false, error.Message);
        }
    }

    /// <summary>Forgets every leased value.</summary>
    public void Forget()
    {
        foreach (string key in leases.Keys)
        {
            if (leases.TryRemove(key, out Leased? leased))
                leased.Value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Forget();

    /// <summary>The value that a reference means. The caller disposes it.</summary>
    /// <exception cref="SecureKeyException">It cannot be had.</exception>
    internal async Task<SecretText> ResolveAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        // First, and every time, whether who is acting may use the bridge: a lease is no leave.
        ISecureKeyBackend backend = await BackendAsync(reference, cancellationToken);
        string key = reference.ToString();
        if (leases.TryGetValue(key, out Leased? leased) && leased.Copy(time.GetUtcNow()) is { } copy)
            return copy;

        SecretText value = await backend.ResolveAsync(reference, cancellationToken);
        var kept = new Leased(new SecretText(value.Reveal()), time.GetUtcNow() + Lease);
        leases.AddOrUpdate(key, kept, (_, old) =>
        {
            old.Value.Dispose();
            return kept;
        });
        return value;
    }

    private async Task<ISecureKeyBackend> BackendAsync(SecureKeyReference reference, CancellationToken cancellationToken)
    {
        if (builtIn.TryGetValue(reference.Bridge, out ISecureKeyBackend? backend))
            return backend;

        try
        {
            Guid id = await FindBridgeAsync(reference.Bridge, cancellationToken);
            CredentialAccess access = await opener.OpenAsync(id, cancellationToken);
            IProviderChannel channel = channels.Open(access.Target, new BuiltInOnlySource(access.Source, this));
            return new VaultBackend(reference.Bridge, channel);
        }
        catch (Exception refused) when (refused is ConflictException or NotFoundException)
        {
            throw new SecureKeyException($"The vault account '{reference.Bridge}' cannot be used: {refused.Message}");
        }
        catch (AccessDeniedException)
        {
            throw new SecureKeyException($"You may not use the vault account '{reference.Bridge}'. Ask its owner for EXECUTE on it.");
        }
    }

    /// <summary>Whether a bridge is the host's own.</summary>
    internal static bool IsBuiltIn(string bridge) => Own.Contains(bridge);

    /// <summary>The account of a vault, by its id or its name; <c>null</c> if there is none, or more than one of that name.</summary>
    internal static async Task<Guid?> FindAsync(HostDbContext context, string bridge, CancellationToken cancellationToken)
    {
        List<Guid> found = await Bridges(context, bridge).Take(2).ToListAsync(cancellationToken);
        return found.Count == 1 ? found[0] : null;
    }

    private static IQueryable<Guid> Bridges(HostDbContext context, string name)
    {
        Guid? asId = Guid.TryParse(name, out Guid parsed) ? parsed : null;
        return context.Accounts.Where(account => !account.Trashed && account.ProviderId == BridgeProvider && (account.Id == asId || account.Name == name)).Select(account => account.Id);
    }

    private async Task<Guid> FindBridgeAsync(string name, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        List<Guid> found = await Bridges(context, name).Take(2).ToListAsync(cancellationToken);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new SecureKeyException($"There is no vault account '{name}'. Make one from the template SecureKey, or correct the reference."),
            _ => throw new SecureKeyException($"More than one vault account is called '{name}'. Use the account's id in the reference."),
        };
    }

    /// <summary>A value and how long it may be used again.</summary>
    private sealed record Leased(SecretText Value, DateTimeOffset Until)
    {
        public SecretText? Copy(DateTimeOffset now)
        {
            if (now >= Until)
                return null;

            try
            {
                return new SecretText(Value.Reveal());
            }
            catch (ObjectDisposedException)
            {
                // Replaced in this very moment.
                return null;
            }
        }
    }

    /// <summary>A bridge's own key may come from the machine, never from another vault: that way lies a circle.</summary>
    private sealed class BuiltInOnlySource(ICredentialSource source, SecureKeyResolver resolver) : ICredentialSource
    {
        public async ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken)
        {
            SecretText? value = await source.ReadAsync(fieldKey, cancellationToken);
            if (value is null || !SecureKeyReference.IsMeant(value.Reveal()))
                return value;

            using (value)
            {
                SecureKeyReference? reference = SecureKeyReference.Parse(new string(value.Reveal()));
                if (reference is null || !resolver.builtIn.TryGetValue(reference.Bridge, out ISecureKeyBackend? backend))
                    throw new SecureKeyException("A vault account's own key may come from env, file or keyring only. Store the key itself, or such a reference.").ToChannelException();
                try
                {
                    return await backend.ResolveAsync(reference, cancellationToken);
                }
                catch (SecureKeyException error)
                {
                    throw error.ToChannelException();
                }
            }
        }
    }
}
