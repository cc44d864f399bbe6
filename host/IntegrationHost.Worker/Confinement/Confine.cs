using System.Runtime.InteropServices;

namespace IntegrationHost.Worker.Confinement;

/// <summary>The first step: gives up, for this process id and for good, what the second must not have, and becomes the second.</summary>
internal static class Confine
{
    private const int NewNetwork = 0x40000000;
    private const int NewMounts = 0x00020000;
    private const int NewIpc = 0x08000000;
    private const int NewHostName = 0x04000000;
    private const int CloseRange = 436;
    private const int CloseOnExecute = 4;

    /// <param name="layers">What the program that started this put in force before.</param>
    public static int Run(IReadOnlyList<string> layers)
    {
        var order = ConfineOrder.Read();
        layers = OperatingSystem.IsLinux() ? Apply(order, layers.Contains(Layers.Network)) : [];
        nint[] arguments = [.. order.Command.Concat(layers).Select(Marshal.StringToCoTaskMemUTF8), 0];
        nint[] environment = [.. order.Environment.Select(Marshal.StringToCoTaskMemUTF8), 0];
        _ = Native.Execute(order.Command[0], arguments, environment);
        Console.Error.WriteLine($"The worker could not go on to its second step (error {Marshal.GetLastPInvokeError()}).");
        return 1;
    }

    private static List<string> Apply(ConfineOrder order, bool ownNetwork)
    {
        List<string> layers = [];
        int parent = Native.Parent();
        _ = Native.NewSession();
        _ = Native.Call(CloseRange, 3, int.MaxValue, CloseOnExecute, 0);
        _ = Native.SetCreationMask(0b000_111_111);
        _ = Native.SetPriority(0, 0, 5);
        if (Limits.Apply(order))
            layers.Add(Layers.Limits);

        // Needs a right that only root has; others get theirs through unshare(1), before this step.
        if (ownNetwork || Native.Unshare(NewNetwork | NewIpc | NewHostName) == 0)
            layers.Add(Layers.Network);
        if (PrivateHome.Mount(order, ownMounts: ownNetwork || Native.Unshare(NewMounts) == 0))
            layers.Add(Layers.PrivateHome);
        if (Capabilities.Drop())
            layers.Add(Layers.Capabilities);
        if (Native.Control(Native.SetNoNewPrivileges, 1, 0, 0, 0) == 0)
            layers.Add(Layers.NoNewPrivileges);
        if (Landlock.Apply(order))
            layers.Add(Layers.Landlock);

        // The host starts workers on one thread that lives as long as it does: the worker ends with the host, however that ends.
        _ = Native.Control(Native.SetParentDeathSignal, Native.Kill, 0, 0, 0);
        if (Native.Parent() != parent)
            Native.Exit(1);
        return layers;
    }
}
