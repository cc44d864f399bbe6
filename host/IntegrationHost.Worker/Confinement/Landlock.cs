using System.Buffers.Binary;

namespace IntegrationHost.Worker.Confinement;

/// <summary>
/// Landlock: of all files, only those of a list can be opened; no TCP port can be connected or bound; no process outside can be signalled, looked into or traced.
/// From the kernel's documentation of its system calls; needs Linux 5.13, and does the more the newer the kernel.
/// </summary>
internal static class Landlock
{
    // The same numbers on every architecture.
    private const int Create = 444;
    private const int AddRule = 445;
    private const int Restrict = 446;

    private const ulong Execute = 1;
    private const ulong WriteFile = 1 << 1;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadDirectory = 1 << 3;
    private const ulong Truncate = 1 << 14;

    private const int PathOnly = 0x200000;
    private const int CloseOnExecute = 0x80000;

    /// <summary>The version of the kernel's interface; 0 if it has none.</summary>
    public static int Version => (int)Math.Max(0, Native.Call(Create, 0, 0, 1, 0));

    public static bool Apply(ConfineOrder order)
    {
        int version = Version;
        if (version < 1)
            return false;

        // Rights of files came with versions 1 (13), 2, 3 and 5.
        ulong all = (1UL << 13) - 1 | (version >= 2 ? 1UL << 13 : 0) | (version >= 3 ? Truncate : 0) | (version >= 5 ? 1UL << 15 : 0);
        Span<byte> attributes = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(attributes, all);
        BinaryPrimitives.WriteUInt64LittleEndian(attributes[8..], version >= 4 ? 3UL : 0);
        BinaryPrimitives.WriteUInt64LittleEndian(attributes[16..], version >= 6 ? 3UL : 0);
        int rules = (int)Native.Call(Create, attributes, version >= 6 ? 24 : version >= 4 ? 16 : 8, 0);
        if (rules < 0)
            return false;

        bool added = order.Readable.All(path => Allow(rules, path, ReadFile | ReadDirectory, all))
            & order.Listable.All(path => Allow(rules, path, ReadDirectory, all))
            & order.Executable.All(path => Allow(rules, path, ReadFile | Execute, all))
            & order.Writable.All(path => Allow(rules, path, all & ~Execute, all));
        bool restricted = Native.Call(Restrict, rules, 0, 0, 0) == 0;
        _ = Native.Close(rules);
        return added && restricted;
    }

    /// <summary>A path that is not there needs no rule.</summary>
    private static bool Allow(int rules, string path, ulong rights, ulong handled)
    {
        int descriptor = Native.Open(path, PathOnly | CloseOnExecute);
        if (descriptor < 0)
            return true;

        const ulong OfFiles = Execute | WriteFile | ReadFile | Truncate | (1UL << 15);
        ulong allowed = rights & handled & (Directory.Exists(path) ? ulong.MaxValue : OfFiles);
        Span<byte> rule = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(rule, allowed);
        BinaryPrimitives.WriteInt32LittleEndian(rule[8..], descriptor);
        bool added = Native.Call(AddRule, rules, 1, rule, 0) == 0;
        _ = Native.Close(descriptor);
        return added;
    }
}
