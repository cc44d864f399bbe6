namespace IntegrationHost.Worker.Confinement;

/// <summary>Limits of the kernel for one process.</summary>
internal static class Limits
{
    // RLIMIT_* of Linux on x64 and ARM64.
    private const int Processor = 0;
    private const int FileSize = 1;
    private const int PrivateMemory = 2;
    private const int Core = 4;
    private const int OpenFiles = 7;
    private const int LockedMemory = 8;
    private const int PendingSignals = 11;
    private const int MessageQueues = 12;

    // The system counts these for all processes of a user; a runtime needs a handful.
    private const int MostPendingSignals = 256;

    /// <summary>Sets them all. What the runtime reserves and never touches is not counted as private memory; stacks of threads are.</summary>
    public static bool Apply(ConfineOrder order) =>
        Set(Core, 0) & Set(LockedMemory, 0) & Set(MessageQueues, 0) & Set(PendingSignals, MostPendingSignals) & Set(Processor, order.ProcessorSeconds)
        & Set(FileSize, order.FileSize) & Set(OpenFiles, order.OpenFiles) & Set(PrivateMemory, order.Memory);

    private static bool Set(int resource, long value) => Native.SetLimit(resource, [(ulong)value, (ulong)value]) == 0;
}
