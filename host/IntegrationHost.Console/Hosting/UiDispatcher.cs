using System.Collections.Concurrent;

namespace IntegrationHost.Console.Hosting;

/// <summary>A queue that the main loop empties once per iteration.</summary>
/// <remarks>The library's own <c>Invoke</c> runs actions under its timer lock, so that a slow one blocks every other thread that posts; this queue has no such lock.</remarks>
internal sealed class UiDispatcher : IUiDispatcher
{
    private readonly ConcurrentQueue<Action> _queue = new();

    public void Post(Action action) => _queue.Enqueue(action);

    /// <summary>Runs what was queued before the call; what the actions queue themselves waits for the next call.</summary>
    /// <returns>How many actions ran.</returns>
    public int Drain()
    {
        int count = _queue.Count;
        int ran = 0;
        while (ran < count && _queue.TryDequeue(out Action? action))
        {
            action();
            ran++;
        }

        return ran;
    }
}
