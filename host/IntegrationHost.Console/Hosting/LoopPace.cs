namespace IntegrationHost.Console.Hosting;

/// <summary>How often the main loop turns: quickly while keys come, slowly while nobody types.</summary>
internal sealed class LoopPace(TimeProvider time)
{
    /// <summary>Turns per second while keys come.</summary>
    public const ushort Busy = 60;

    /// <summary>Turns per second otherwise.</summary>
    public const ushort Idle = 20;

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2);

    private long _lastKey = time.GetTimestamp() - time.TimestampFrequency * 60;

    /// <summary>A key came.</summary>
    public void Key() => _lastKey = time.GetTimestamp();

    /// <summary>Turns per second now.</summary>
    public ushort Now => time.GetElapsedTime(_lastKey) < Lasting ? Busy : Idle;
}
