using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IntegrationHost.Worker.Confinement;

/// <summary>A seccomp filter over all threads: no sockets, no other programs, no hand on other processes, nothing that only a system's keeper needs.</summary>
internal static class SystemCallFilter
{
    private const ushort Load = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAtLeast = 0x35;
    private const ushort JumpIfSet = 0x45;
    private const ushort Return = 0x06;
    private const uint Allow = 0x7FFF_0000;
    private const uint Refuse = 0x0005_0000 | 1;
    private const uint Unknown = 0x0005_0000 | 38;
    private const uint KillProcess = 0x8000_0000;
    private const uint NewThread = 0x0001_0000;
    private const uint OtherAbi = 0x4000_0000;

    /// <summary>Puts it on. Needs that no new privileges can be had.</summary>
    public static bool Apply()
    {
        if (SystemCalls.Known is not { } calls)
            return false;

        byte[] program = Build(calls, (uint)Environment.ProcessId);
        var pinned = GCHandle.Alloc(program, GCHandleType.Pinned);
        try
        {
            // struct sock_fprog: how many instructions, and where.
            Span<byte> where = stackalloc byte[16];
            BinaryPrimitives.WriteUInt16LittleEndian(where, (ushort)(program.Length / 8));
            BinaryPrimitives.WriteInt64LittleEndian(where[8..], pinned.AddrOfPinnedObject());

            // SECCOMP_SET_MODE_FILTER on every thread that there is.
            return Native.Call(calls.Seccomp, 1, 1, where, 0) == 0;
        }
        finally
        {
            pinned.Free();
        }
    }

    private static byte[] Build(SystemCalls calls, uint process)
    {
        // struct seccomp_data: number at 0, architecture at 4, arguments from 16.
        List<(ushort Code, byte Yes, byte No, uint Value)> program =
        [
            (Load, 0, 0, 4),
            (JumpIfEqual, 1, 0, calls.AuditArchitecture),
            (Return, 0, 0, KillProcess),
            (Load, 0, 0, 0),
            (JumpIfAtLeast, 0, 1, OtherAbi),
            (Return, 0, 0, KillProcess),
            (JumpIfEqual, 0, 1, SystemCalls.Clone3),
            (Return, 0, 0, Unknown),
        ];
        foreach (int number in calls.Forbidden)
            program.AddRange([(JumpIfEqual, 0, 1, (uint)number), (Return, 0, 0, Refuse)]);

        // Threads, yes; processes, no.
        program.AddRange([(JumpIfEqual, 0, 4, (uint)calls.NewTask), (Load, 0, 0, 16), (JumpIfSet, 1, 0, NewThread), (Return, 0, 0, Refuse), (Return, 0, 0, Allow)]);

        // It ends with the host, and cannot take that back.
        program.AddRange([(JumpIfEqual, 0, 4, (uint)calls.ProcessControl), (Load, 0, 0, 16), (JumpIfEqual, 0, 1, Native.SetParentDeathSignal), (Return, 0, 0, Refuse), (Return, 0, 0, Allow)]);

        // The runtime signals its own threads.
        program.AddRange([(JumpIfEqual, 0, 4, (uint)calls.SignalThread), (Load, 0, 0, 16), (JumpIfEqual, 1, 0, process), (Return, 0, 0, Refuse), (Return, 0, 0, Allow)]);
        foreach (int number in calls.OfAProcess)
        {
            program.AddRange(
                [(JumpIfEqual, 0, 5, (uint)number), (Load, 0, 0, 16), (JumpIfEqual, 2, 0, 0), (JumpIfEqual, 1, 0, process), (Return, 0, 0, Refuse), (Return, 0, 0, Allow)]);
        }

        program.Add((Return, 0, 0, Allow));
        byte[] bytes = new byte[program.Count * 8];
        for (int at = 0; at < program.Count; at++)
        {
            Span<byte> instruction = bytes.AsSpan(at * 8, 8);
            BinaryPrimitives.WriteUInt16LittleEndian(instruction, program[at].Code);
            (instruction[2], instruction[3]) = (program[at].Yes, program[at].No);
            BinaryPrimitives.WriteUInt32LittleEndian(instruction[4..], program[at].Value);
        }

        return bytes;
    }
}
