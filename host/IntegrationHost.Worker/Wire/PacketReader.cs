using System.Buffers.Binary;
using System.Diagnostics;

namespace IntegrationHost.Worker.Wire;

/// <summary>Reads messages from a stream, believing nothing: a length is checked before a byte of memory is taken for it.</summary>
internal sealed class PacketReader(Stream stream)
{
    private readonly byte[] head = new byte[4];
    private long began;

    /// <summary>How long the message that is being read has been coming; zero if none is.</summary>
    public TimeSpan Pending => Volatile.Read(ref began) is var start and not 0 ? Stopwatch.GetElapsedTime(start) : TimeSpan.Zero;

    /// <summary>The next message; <c>null</c> if the other side has closed. Blocks until it is there.</summary>
    /// <exception cref="WireException">It is no message.</exception>
    /// <exception cref="IOException">The pipe broke.</exception>
    public Packet? Read()
    {
        byte[] bytes = [];
        int length = 0;
        while (true)
        {
            int first = stream.Read(head, 0, 1);
            if (first == 0)
                return length == 0 ? null : throw new WireException("It closed the pipe in the middle of a message.");
            if (length == 0)
                Volatile.Write(ref began, Stopwatch.GetTimestamp());

            Fill(head.AsSpan(1));
            uint said = BinaryPrimitives.ReadUInt32LittleEndian(head);
            uint frame = said & ~PacketWriter.More;
            if (frame is 0 or > PacketWriter.MaxFrame)
                throw new WireException("It sent a frame whose length is zero or above 1 MiB.");
            if (length + frame > PacketWriter.MaxPacket)
                throw new WireException($"It sent a message longer than {PacketWriter.MaxPacket / 1024 / 1024} MiB.");

            Array.Resize(ref bytes, length + (int)frame);
            Fill(bytes.AsSpan(length));
            length += (int)frame;
            if ((said & PacketWriter.More) == 0)
                break;
        }

        Volatile.Write(ref began, 0);
        int json = length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return json < 0 || json > length - 4
            ? throw new WireException("It sent a message whose parts do not fit into it.")
            : new Packet(bytes.AsMemory(4, json), bytes.AsMemory(4 + json));
    }

    private void Fill(Span<byte> span)
    {
        if (stream.ReadAtLeast(span, span.Length, throwOnEndOfStream: false) < span.Length)
            throw new WireException("It closed the pipe in the middle of a message.");
    }
}
