using System.Security.Cryptography;

namespace IntegrationHost.Core.Secrets;

/// <summary>A slot to be made. Wipes its material when disposed.</summary>
internal sealed class NewSlot(string type, byte[] material, IReadOnlyDictionary<string, string>? settings = null) : IDisposable
{
    public string Type { get; } = type;

    public byte[] Material { get; } = material;

    public IReadOnlyDictionary<string, string>? Settings { get; } = settings;

    public string Kdf => Type is SlotTypes.Passphrase or SlotTypes.Recovery ? Argon2Cost.Default.Text : SlotKdf.Hkdf;

    public void Dispose() => CryptographicOperations.ZeroMemory(Material);
}
