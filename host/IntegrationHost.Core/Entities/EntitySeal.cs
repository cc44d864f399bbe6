using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Entities;

/// <summary>Seals the secure properties of entities as those of accounts are sealed. They are kept for ThorAPI: their seal allows no host.</summary>
internal sealed class EntitySeal(KeyRing keys)
{
    private static readonly EgressPolicy Nowhere = EgressPolicy.FromText("");

    private readonly SecretBox box = new(keys);

    /// <summary>Sets or (for <c>null</c>) clears properties. The row has its new version already.</summary>
    public void Apply(EntityRow row, IReadOnlyDictionary<string, string?> values, DateTimeOffset now)
    {
        foreach ((string name, string? value) in values)
        {
            string key = KeyOf(row.Type, name);
            row.Secrets.RemoveAll(secret => secret.FieldKey == key && value is null);
            if (value is null)
                continue;

            byte[] envelope = box.Seal(new SecretPlace(row.Id, key, row.Version, Nowhere), value);
            EntitySecretRow? stored = row.Secrets.Find(secret => secret.FieldKey == key);
            if (stored is null)
            {
                stored = new EntitySecretRow { EntityId = row.Id, FieldKey = key, Envelope = envelope, Version = 0, KeyTerm = 0, UpdatedAt = now };
                row.Secrets.Add(stored);
            }

            stored.Envelope = envelope;
            stored.Version = row.Version;
            stored.KeyTerm = SecretBox.TermOf(envelope);
            stored.UpdatedAt = now;
        }
    }

    /// <summary>Opens a property; <c>null</c> if it is not set. The caller disposes the text.</summary>
    /// <exception cref="SecretDamagedException">It does not open.</exception>
    public SecretText? Open(EntityRow row, string name) => row.Secrets.Find(secret => secret.FieldKey == KeyOf(row.Type, name)) is { } stored
        ? box.Open(new SecretPlace(row.Id, stored.FieldKey, stored.Version, Nowhere), stored.Envelope)
        : null;

    /// <summary>Names of the secure properties that are set.</summary>
    public static IEnumerable<string> SetNames(EntityRow row) =>
        row.Secrets.Where(secret => secret.FieldKey.StartsWith($"{row.Type}.", StringComparison.Ordinal)).Select(secret => secret.FieldKey[(row.Type.Length + 1)..]);

    private static string KeyOf(string type, string name) => $"{type}.{name}";
}
