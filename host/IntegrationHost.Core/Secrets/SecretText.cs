using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace IntegrationHost.Core.Secrets;

/// <summary>A secret in memory: cannot print itself, is wiped when disposed.</summary>
/// <remarks>
/// The buffer is pinned, so that the collector leaves no copies behind. What is made of it for a header is a string of the platform's and
/// cannot be wiped; its life is kept to the call.
/// </remarks>
[DebuggerDisplay("[secret]")]
[JsonConverter(typeof(SecretTextConverter))]
public sealed class SecretText : IDisposable
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly char[] buffer;
    private bool disposed;

    /// <summary>Copies the characters; the caller wipes its own.</summary>
    public SecretText(ReadOnlySpan<char> value)
    {
        buffer = GC.AllocateUninitializedArray<char>(value.Length, pinned: true);
        value.CopyTo(buffer);
    }

    /// <summary>How many characters it has.</summary>
    public int Length => buffer.Length;

    /// <summary>The characters, for the code that places them on a request.</summary>
    /// <exception cref="ObjectDisposedException">It was wiped.</exception>
    public ReadOnlySpan<char> Reveal()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return buffer;
    }

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";

    /// <summary>Overwrites the characters.</summary>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(buffer.AsSpan()));
    }
}
