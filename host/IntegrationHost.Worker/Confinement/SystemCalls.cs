using System.Runtime.InteropServices;

namespace IntegrationHost.Worker.Confinement;

/// <summary>Numbers of system calls on one architecture, from the kernel's tables.</summary>
/// <param name="AuditArchitecture">AUDIT_ARCH of the filter.</param>
/// <param name="Seccomp">seccomp.</param>
/// <param name="CapSet">capset.</param>
/// <param name="NewTask">clone.</param>
/// <param name="SignalThread">tgkill.</param>
/// <param name="ProcessControl">prctl.</param>
/// <param name="OfAProcess">Calls whose first argument names a process, 0 for the caller: prlimit64 and those that schedule.</param>
/// <param name="Forbidden">Calls that a plugin has no use for.</param>
internal sealed record SystemCalls(uint AuditArchitecture, int Seccomp, int CapSet, int NewTask, int SignalThread, int ProcessControl, IReadOnlyList<int> OfAProcess, IReadOnlyList<int> Forbidden)
{
    /// <summary>clone3 hides its flags from filters; a C library falls back to clone.</summary>
    public const int Clone3 = 435;

    // The same number on both: pidfd_send_signal, io_uring (setup, enter, register), open_tree to fspick, pidfd_open, pidfd_getfd,
    // process_madvise, mount_setattr, quotactl_fd, memfd_secret, process_mrelease, fchmodat2, setxattrat, removexattrat, open_tree_attr, file_setattr.
    private static readonly int[] Newer = [424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 440, 442, 443, 447, 448, 452, 463, 466, 467, 469];

    /// <summary>Those of this machine; <c>null</c> if they are not known here.</summary>
    public static SystemCalls? Known => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => new SystemCalls(0xC000003E, 317, 126, 56, 234, 157, [302, 203, 142, 144, 314],
        [
            41, 42, 43, 44, 46, 49, 50, 53, 288, 299, 307, // sockets: socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, accept4, recvmmsg, sendmmsg
            57, 58, 59, 322, // other programs: fork, vfork, execve, execveat
            62, 200, 129, 297, 101, 310, 311, 312, 141, 251, 256, 279, // other processes: kill, tkill, rt_sigqueueinfo, rt_tgsigqueueinfo, ptrace, process_vm_*, kcmp, setpriority, ioprio_set, migrate_pages, move_pages
            29, 30, 31, 64, 65, 66, 68, 69, 70, 71, 240, 241, // memory, semaphores and queues that others share
            133, 259, 153, 154, 155, 161, 163, 165, 166, 167, 168, 169, 170, 171, 172, 173, 175, 176, 179, // devices, mounts, the machine
            90, 91, 92, 93, 94, 260, 268, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199, 76, // rights, owner, times and attributes of files, which Landlock leaves to their owner: chmod, chown, utime, setxattr and their kin; truncate
            206, // requests of which the whole machine has a number (io_setup)
            319, 253, 294, // memory that no limit counts (memfd_create), and the few watches that all processes of a user share (inotify_init, inotify_init1)
            103, 135, 139, 156, 159, 164, 227, 305, 246, 320, 313, 212, // log, personality, clock, kernel
            248, 249, 250, 272, 308, 298, 300, 303, 304, 321, 323, // keys, namespaces, tracing, handles, bpf, userfaultfd
            .. Newer,
        ]),
        Architecture.Arm64 => new SystemCalls(0xC00000B7, 277, 91, 220, 131, 167, [261, 122, 118, 119, 274],
        [
            198, 203, 202, 206, 211, 200, 201, 199, 242, 243, 269,
            221, 281,
            129, 130, 138, 240, 117, 270, 271, 272, 140, 30, 238, 239,
            194, 195, 196, 190, 191, 193, 186, 187, 188, 189, 180, 181,
            33, 58, 41, 51, 89, 40, 39, 224, 225, 142, 161, 162, 105, 106, 60,
            52, 53, 54, 55, 88, 5, 6, 7, 14, 15, 16, 45,
            0,
            279, 26,
            116, 92, 171, 170, 112, 266, 104, 294, 273, 18,
            217, 218, 219, 97, 268, 241, 262, 264, 265, 280, 282,
            .. Newer,
        ]),
        _ => null,
    };
}
