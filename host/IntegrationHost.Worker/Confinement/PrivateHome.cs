namespace IntegrationHost.Worker.Confinement;

/// <summary>
/// Makes the worker's directory a file system of its own, in memory and of a fixed size. Of an ordinary one only the names can be counted, and a file that was deleted and is still open or mapped
/// has none; here the kernel counts what is there. It goes with the last process that is in it.
/// </summary>
internal static class PrivateHome
{
    private const int NoSetUserId = 2;
    private const int NoDevices = 4;
    private const int NoPrograms = 8;
    private const int Everywhere = 0x4000;
    private const int Private = 0x4_0000;

    /// <param name="order">Where it lies and how much it may hold.</param>
    /// <param name="ownMounts">Whether this process's mounts are its own; if not, nothing is done.</param>
    public static bool Mount(ConfineOrder order, bool ownMounts)
    {
        if (!ownMounts || order.Home.Length == 0)
            return false;

        // What is mounted here must not appear outside.
        if (Native.Mount("none", "/", "none", Everywhere | Private, "") != 0)
            return false;

        // One entry is the directory itself.
        bool mounted = Native.Mount("worker", order.Home, "tmpfs", NoSetUserId | NoDevices | NoPrograms, $"size={order.HomeSize},nr_inodes={order.HomeFiles + 1},mode=0700") == 0;

        // It was begun in what lies below.
        return mounted && Native.ChangeDirectory(order.Home) == 0;
    }
}
