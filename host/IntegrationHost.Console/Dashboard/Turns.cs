namespace IntegrationHost.Console.Dashboard;

/// <summary>
/// Keeps a key that is held from asking the host with every repetition: a few go through at once, then one in each interval; whoever comes while one waits is served by that one.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="burst">How many go through at once.</param>
/// <param name="every">The interval after that.</param>
internal sealed class Turns(TimeProvider time, int burst, TimeSpan every)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _free;
    private bool _waiting;

    /// <summary>Waits for a turn.</summary>
    /// <returns>Whether it has come; otherwise another one waits for it and will do what was asked for.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (_waiting)
                return false;
            DateTimeOffset now = time.GetUtcNow();
            // How far the turns that were given out reach into the time to come.
            TimeSpan ahead = _free > now ? _free - now : TimeSpan.Zero;
            wait = ahead + every - (burst * every);
            _free = now + ahead + every;
            _waiting = wait > TimeSpan.Zero;
        }

        if (wait <= TimeSpan.Zero)
            return true;
        try
        {
            await Task.Delay(wait, time, cancellationToken);
        }
        finally
        {
            lock (_gate)
                _waiting = false;
        }

        return true;
    }
}
