using System.Buffers.Binary;

namespace IntegrationHost.Worker.Confinement;

/// <summary>What root may beyond its own files. A worker of a host that runs as root is left with none of it.</summary>
internal static class Capabilities
{
    private const uint Version3 = 0x20080522;

    // NOROOT, NO_SETUID_FIXUP and NO_CAP_AMBIENT_RAISE, each locked: being user 0 gives nothing back.
    private const int SecureBits = 0b1100_1111;
    private const int Last = 63;

    public static bool Drop()
    {
        for (int capability = 0; capability <= Last; capability++)
            _ = Native.Control(Native.DropFromBoundingSet, capability, 0, 0, 0);
        _ = Native.Control(Native.SetSecureBits, SecureBits, 0, 0, 0);
        _ = Native.Control(Native.Ambient, 4, 0, 0, 0);
        if (SystemCalls.Known is not { } calls)
            return false;

        // Version and this process, then three empty sets, twice.
        byte[] header = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Version3);
        return CapSet(calls.CapSet, header, new byte[24]);
    }

    private static bool CapSet(int number, byte[] header, byte[] data)
    {
        var pinned = System.Runtime.InteropServices.GCHandle.Alloc(data, System.Runtime.InteropServices.GCHandleType.Pinned);
        try
        {
            return Native.Call(number, header, pinned.AddrOfPinnedObject(), 0) == 0;
        }
        finally
        {
            pinned.Free();
        }
    }
}
