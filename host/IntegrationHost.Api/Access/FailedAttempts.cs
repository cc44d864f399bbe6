using System.Collections.Concurrent;

namespace IntegrationHost.Api.Access;

/// <summary>Counts wrong tokens per peer and over all: after a handful only one more every few seconds is answered as usual and recorded; the rest is told to wait.</summary>
/// <remarks>A right token is let in all the same: guessing 256 bits is hopeless, and nobody shall be able to lock others out by guessing.</remarks>
internal sealed class FailedAttempts(TimeProvider time)
{
    private const double Burst = 10;
    private const double PerSecond = 5.0 / 60;
    private const double GlobalBurst = 60;
    private const double GlobalPerSecond = 0.5;
    private const int MostPeers = 1000;

    private readonly ConcurrentDictionary<string, Bucket> peers = new(StringComparer.Ordinal);
    private readonly Bucket all = new(GlobalBurst, time.GetTimestamp());

    /// <summary>Counts an attempt. <c>null</c> if it is one of the few; otherwise how long to wait, in whole seconds.</summary>
    public int? Count(string peer)
    {
        // Peers are local processes; more than this are no peers but an attack on this table.
        if (peers.Count > MostPeers)
            peers.Clear();
        Bucket own = peers.GetOrAdd(peer, _ => new Bucket(Burst, time.GetTimestamp()));
        bool usual = own.TryTake(time, Burst, PerSecond) & all.TryTake(time, GlobalBurst, GlobalPerSecond);
        return usual ? null : (int)Math.Ceiling(1 / PerSecond);
    }

    private sealed class Bucket(double tokens, long at)
    {
        private readonly Lock gate = new();
        private double left = tokens;
        private long last = at;

        public bool TryTake(TimeProvider time, double burst, double perSecond)
        {
            lock (gate)
            {
                long now = time.GetTimestamp();
                left = Math.Min(burst, left + (time.GetElapsedTime(last, now).TotalSeconds * perSecond));
                last = now;
                if (left < 1)
                    return false;
                left--;
                return true;
            }
        }
    }
}
