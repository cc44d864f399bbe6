using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHost.Core.Storage;

namespace IntegrationHost.Core.Secrets;

/// <summary>The ring file as bytes: read as a whole, replaced as a whole.</summary>
internal static class KeyRingFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Write(string path, KeyRingDocument document) => PrivateFiles.WriteAtomically(path, JsonSerializer.SerializeToUtf8Bytes(document, Json));

    /// <exception cref="StoreException">It cannot be read, or is damaged.</exception>
    public static KeyRingDocument Read(string path)
    {
        try
        {
            if (Parse(File.ReadAllBytes(path)) is { } document)
                return document;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The key ring {path} cannot be read. Check its owner and mode.", StoreException.Permissions, exception);
        }

        throw new StoreException($"The key ring {path} is damaged. Restore it from the same backup as the database; nothing was changed.", StoreException.Configuration);
    }

    /// <summary>The ring in these bytes; <c>null</c> if they are damaged.</summary>
    public static KeyRingDocument? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            KeyRingDocument? document = JsonSerializer.Deserialize<KeyRingDocument>(bytes, Json);
            return document is { Format: 1, VaultId: not null, Slots.Count: > 0, Ring: not null } && document.Slots.All(IsWhole) ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWhole(KeySlot? slot) => slot is { Id: not null, Type: not null, Kdf: not null, Salt: not null, Wrapped.Length: KeyFile.KeySize + AeadBox.Overhead };
}
