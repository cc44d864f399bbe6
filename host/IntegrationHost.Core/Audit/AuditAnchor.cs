using System.Buffers.Binary;
using IntegrationHost.Core.Secrets;
using IntegrationHost.Core.Storage;
using Microsoft.Win32.SafeHandles;

namespace IntegrationHost.Core.Audit;

/// <summary>
/// The last acknowledged row, in a file of its own: a chain alone cannot see that its tail was cut off, and SQLite opens cleanly after a log was lost.
/// </summary>
/// <remarks>
/// Two slots of 128 bytes are written in turn, so that one is whole whenever the power goes: mark (4), counter (8), seq (8), MAC (32), key term (8),
/// boot id (16), zeros, CRC-32 over all before it (4).
/// </remarks>
internal sealed class AuditAnchor : IDisposable
{
    private const int SlotSize = 128;
    private const int CrcAt = SlotSize - sizeof(uint);

    private readonly Lock gate = new();
    private readonly SafeFileHandle file;
    private readonly Guid bootId;
    private ulong counter;

    private AuditAnchor(SafeFileHandle file, Guid bootId, AuditAnchorState? state)
    {
        this.file = file;
        this.bootId = bootId;
        counter = state?.Counter ?? 0;
        Seq = state?.Head.Seq ?? 0;
    }

    private static ReadOnlySpan<byte> Mark => "IHA1"u8;

    /// <summary>The last row that was anchored.</summary>
    public long Seq { get; private set; }

    /// <summary>The newest whole slot; <c>null</c> if the file is missing or neither slot is whole.</summary>
    /// <exception cref="StoreException">The file is open to others.</exception>
    public static AuditAnchorState? Read(string path)
    {
        PrivateFiles.CheckFile(path);
        if (!File.Exists(path))
            return null;

        byte[] bytes = new byte[2 * SlotSize];
        using (FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            _ = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }

        AuditAnchorState? first = ReadSlot(bytes.AsSpan(0, SlotSize)), second = ReadSlot(bytes.AsSpan(SlotSize));
        return first is null || second?.Counter > first.Counter ? second : first;
    }

    /// <summary>Opens the file for writing, making it if there is none.</summary>
    public static AuditAnchor Open(string path, Guid bootId, AuditAnchorState? state)
    {
        bool made = !File.Exists(path);
        FileStreamOptions options = new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (new FileStream(path, options))
        {
        }

        SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (made)
        {
            RandomAccess.Write(file, new byte[2 * SlotSize], 0);
            RandomAccess.FlushToDisk(file);
            UnixProcess.SynchronizeDirectory(Path.GetDirectoryName(path)!);
        }

        return new AuditAnchor(file, bootId, state);
    }

    /// <summary>Writes a head through to the disk, unless a later one is there already: then that one says it, too.</summary>
    public void Advance(AuditHead head, uint keyTerm, bool always = false)
    {
        lock (gate)
        {
            if (head.Seq <= Seq && !always)
                return;

            Span<byte> slot = stackalloc byte[SlotSize];
            slot.Clear();
            Mark.CopyTo(slot);
            BinaryPrimitives.WriteUInt64BigEndian(slot[4..], counter + 1);
            BinaryPrimitives.WriteInt64BigEndian(slot[12..], head.Seq);
            head.Mac.CopyTo(slot[20..]);
            BinaryPrimitives.WriteInt64BigEndian(slot[52..], keyTerm);
            bootId.TryWriteBytes(slot[60..]);
            BinaryPrimitives.WriteUInt32BigEndian(slot[CrcAt..], Crc32.Compute(slot[..CrcAt]));
            RandomAccess.Write(file, slot, (long)((counter + 1) % 2) * SlotSize);
            UnixProcess.SynchronizeData(file);
            counter++;
            Seq = head.Seq;
        }
    }

    public void Dispose() => file.Dispose();

    private static AuditAnchorState? ReadSlot(ReadOnlySpan<byte> slot)
    {
        if (!slot.StartsWith(Mark) || BinaryPrimitives.ReadUInt32BigEndian(slot[CrcAt..]) != Crc32.Compute(slot[..CrcAt]))
            return null;

        AuditHead head = new(BinaryPrimitives.ReadInt64BigEndian(slot[12..]), slot.Slice(20, AuditChain.MacSize).ToArray());
        return new AuditAnchorState(BinaryPrimitives.ReadUInt64BigEndian(slot[4..]), head, BinaryPrimitives.ReadInt64BigEndian(slot[52..]));
    }
}
