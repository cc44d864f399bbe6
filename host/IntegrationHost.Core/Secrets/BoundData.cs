using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace IntegrationHost.Core.Secrets;

/// <summary>Builds the data that a seal is bound to: each text with its length before it, so that no two lists give the same bytes.</summary>
internal sealed class BoundData
{
    private readonly ArrayBufferWriter<byte> buffer = new(256);

    public ReadOnlySpan<byte> Bytes => buffer.WrittenSpan;

    public BoundData Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        BinaryPrimitives.WriteUInt32BigEndian(buffer.GetSpan(sizeof(uint)), (uint)length);
        buffer.Advance(sizeof(uint));
        buffer.Advance(Encoding.UTF8.GetBytes(value, buffer.GetSpan(length)));
        return this;
    }

    public BoundData Number(long value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(buffer.GetSpan(sizeof(ulong)), (ulong)value);
        buffer.Advance(sizeof(ulong));
        return this;
    }

    public BoundData Raw(ReadOnlySpan<byte> value)
    {
        buffer.Write(value);
        return this;
    }

    /// <summary>Overwrites what was written; needed only where a secret is among it.</summary>
    public void Wipe() => buffer.Clear();
}
