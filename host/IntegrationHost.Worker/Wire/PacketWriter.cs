using System.Buffers.Binary;

namespace IntegrationHost.Worker.Wire;

/// <summary>Cuts a message into frames: four bytes of length, least first, whose highest bit says that more follows, and so many bytes.</summary>
internal static class PacketWriter
{
    /// <summary>Longest frame.</summary>
    public const int MaxFrame = 1024 * 1024;

    /// <summary>Longest message of any number of frames: room for the description of some ten thousand modules.</summary>
    public const int MaxPacket = 32 * 1024 * 1024;

    /// <summary>Set in a frame's length if another frame belongs to the same message.</summary>
    public const uint More = 0x8000_0000;

    /// <exception cref="WireException">The message is too long.</exception>
    public static byte[] Frames(ReadOnlySpan<byte> json, ReadOnlySpan<byte> body)
    {
        long total = 4L + json.Length + body.Length;
        if (total > MaxPacket)
            throw new WireException($"A message is longer than {MaxPacket / 1024 / 1024} MiB.");

        int frames = ((int)total + MaxFrame - 1) / MaxFrame;
        byte[] packet = new byte[(int)total];
        BinaryPrimitives.WriteInt32LittleEndian(packet, json.Length);
        json.CopyTo(packet.AsSpan(4));
        body.CopyTo(packet.AsSpan(4 + json.Length));
        byte[] bytes = new byte[packet.Length + (4 * frames)];
        int to = 0;
        for (int from = 0; from < packet.Length; from += MaxFrame)
        {
            int length = Math.Min(MaxFrame, packet.Length - from);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(to), (uint)length | (from + length < packet.Length ? More : 0));
            packet.AsSpan(from, length).CopyTo(bytes.AsSpan(to + 4));
            to += 4 + length;
        }

        return bytes;
    }
}
