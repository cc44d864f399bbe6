using System.Text.Json;
using IntegrationHost.Core.Entities;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntegrationHost.Core.Upstream;

/// <summary>Keeps the upstream's settings and its sealed login in the store. The login is sealed together with the address: where the address was changed outside the host, neither opens.</summary>
internal sealed class UpstreamRecord(HostStore store, TimeProvider time)
{
    private const string Type = "Upstream";
    private const string Token = "token";
    private const string Password = "password";

    // One row, always the same.
    private static readonly Guid Id = Guid.Parse("6d1f4b0e-7a55-4c06-9a5e-0b8f5f0e4a11");
    private static readonly EgressPolicy Nowhere = EgressPolicy.FromText("");

    private readonly SecretBox box = new(store.Keys);

    /// <summary>The settings; <c>null</c> if there is no upstream.</summary>
    /// <exception cref="ConflictException">They were changed outside the host.</exception>
    public async Task<UpstreamSettings?> ReadAsync(CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, cancellationToken) is { } row ? Settings(row) : null;
    }

    /// <summary>The login. It is opened for the settings' server only.</summary>
    public async Task<ThorLogin> OpenLoginAsync(UpstreamSettings settings, CancellationToken cancellationToken)
    {
        await using HostDbContext context = await store.Contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(context, cancellationToken) is not { } row)
            return ThorLogin.None;
        return new ThorLogin(Open(row, Token, settings.ServerText), settings.Username, Open(row, Password, settings.ServerText));
    }

    /// <summary>Sets the upstream as part of a change. Another server's login does not stay.</summary>
    /// <param name="context">The change.</param>
    /// <param name="server">The server.</param>
    /// <param name="metadataPath">Where it publishes its metadata.</param>
    /// <param name="login">The login; <c>null</c> to keep the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is another server than before.</returns>
    public async Task<bool> SetAsync(HostDbContext context, Uri server, string metadataPath, ThorLogin? login, CancellationToken cancellationToken)
    {
        string address = server.AbsoluteUri.TrimEnd('/');
        DateTimeOffset now = time.GetUtcNow();
        EntityRow? row = await FindAsync(context, cancellationToken);
        UpstreamSettings? before = row is null ? null : Settings(row);
        bool another = before is null || before.ServerText != address;
        login ??= row is null || another ? ThorLogin.None : new ThorLogin(Open(row, Token, address), before!.Username, Open(row, Password, address));
        if (row is null)
        {
            row = new EntityRow { Id = Id, Type = Type, OwnerId = store.LocalOperatorId, Json = "{}", CreatedAt = now, ModifiedAt = now };
            context.Entities.Add(row);
        }

        row.Version++;
        row.ModifiedAt = now;
        row.Json = JsonSerializer.Serialize(new Dictionary<string, string?> { ["server"] = address, ["metadataPath"] = metadataPath, ["username"] = login.Username });
        row.Secrets.Clear();
        await context.SaveChangesAsync(cancellationToken);
        Seal(row, "settings", address, row.Json, now);
        if (login.Token is not null)
            Seal(row, Token, address, login.Token, now);
        if (login.Password is not null)
            Seal(row, Password, address, login.Password, now);
        return another;
    }

    /// <summary>Forgets the upstream as part of a change.</summary>
    public static Task RemoveAsync(HostDbContext context, CancellationToken cancellationToken) => context.Entities.Where(row => row.Id == Id).ExecuteDeleteAsync(cancellationToken);

    private static Task<EntityRow?> FindAsync(HostDbContext context, CancellationToken cancellationToken) =>
        context.Entities.Include(row => row.Secrets).FirstOrDefaultAsync(row => row.Id == Id && row.Type == Type, cancellationToken);

    private UpstreamSettings Settings(EntityRow row)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Json);
            string address = document.RootElement.GetProperty("server").GetString()!;
            if (Open(row, "settings", address) != row.Json)
                throw Changed();
            string login = row.Secrets.Exists(secret => secret.FieldKey == KeyOf(Token, address)) ? Token : row.Secrets.Exists(secret => secret.FieldKey == KeyOf(Password, address)) ? Password : "none";
            return new UpstreamSettings(ThorAddress.Parse(address), document.RootElement.GetProperty("metadataPath").GetString()!, login, ThorJson.Text(document.RootElement, "username"), row.Version);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or SecretDamagedException or InvalidOperationException or UpstreamException)
        {
            throw Changed();
        }
    }

    private static ConflictException Changed() =>
        new("The settings of the upstream were changed outside the host, or its key is another. Nothing is sent there. Set it anew: integration-host upstream set URL, or forget it: integration-host upstream clear.");

    private string? Open(EntityRow row, string name, string address)
    {
        string key = KeyOf(name, address);
        if (row.Secrets.Find(secret => secret.FieldKey == key) is not { } stored)
            return null;
        using SecretText text = box.Open(new SecretPlace(row.Id, key, stored.Version, Nowhere), stored.Envelope);
        return new string(text.Reveal());
    }

    private void Seal(EntityRow row, string name, string address, string value, DateTimeOffset now)
    {
        string key = KeyOf(name, address);
        byte[] envelope = box.Seal(new SecretPlace(row.Id, key, row.Version, Nowhere), value);
        row.Secrets.Add(new EntitySecretRow { EntityId = row.Id, FieldKey = key, Envelope = envelope, Version = row.Version, KeyTerm = SecretBox.TermOf(envelope), UpdatedAt = now });
    }

    private static string KeyOf(string name, string address) => $"{Type}.{name}@{address}";
}
