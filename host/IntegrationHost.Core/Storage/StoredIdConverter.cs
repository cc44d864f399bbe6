using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IntegrationHost.Core.Storage;

/// <summary>
/// An id as the text that SQLite's library writes. What is no id, which nobody but somebody else writes there, becomes one that nothing has:
/// one such row must not hide the others of its table.
/// </summary>
internal sealed class StoredIdConverter() : ValueConverter<Guid, string>(id => Write(id), text => Read(text))
{
    private static ReadOnlySpan<byte> Mark => [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x8f];

    /// <summary>The text of an id; no other text of it is found.</summary>
    public static string Write(Guid id) => id.ToString().ToUpperInvariant();

    /// <summary>The id of a text. Different texts have different ones, lest two broken rows are taken for one.</summary>
    public static Guid Read(string text)
    {
        if (Guid.TryParseExact(text, "D", out Guid id) && !text.AsSpan().ContainsAnyInRange('a', 'f'))
            return id;

        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), bytes);
        Mark.CopyTo(bytes);
        return new Guid(bytes[..16], bigEndian: true);
    }

    /// <summary>Whether it stands for a text that is no id.</summary>
    public static bool IsNone(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        return id.TryWriteBytes(bytes, bigEndian: true, out _) && bytes.StartsWith(Mark);
    }
}
