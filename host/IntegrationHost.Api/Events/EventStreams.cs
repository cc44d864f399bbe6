using IntegrationHost.Api.Problems;

namespace IntegrationHost.Api.Events;

/// <summary>How many may listen at once: each holds a connection, and little else.</summary>
internal sealed class EventStreams
{
    private const int Most = 64;

    private int open;

    /// <exception cref="RequestRefusedException">There are too many.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref open) <= Most)
            return new Place(this);
        Interlocked.Decrement(ref open);
        throw new RequestRefusedException(ProblemKind.TooManyRequests, $"{Most} streams of events are open already. Close one first.");
    }

    private sealed class Place(EventStreams streams) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref streams.open);
    }
}
