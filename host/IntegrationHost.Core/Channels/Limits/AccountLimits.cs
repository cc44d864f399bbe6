using System.Collections.Concurrent;
using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels.Limits;

/// <summary>
/// Remembers until when a provider wants no calls of an account. Who goes on calling is banned for longer
/// (GitHub says so: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api), so that the host does not.
/// </summary>
internal sealed class AccountLimits(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Account, string Host), (long Since, TimeSpan Length)> limits = new();

    /// <summary>Refuses a call that the provider does not want yet.</summary>
    /// <exception cref="ChannelException">The call must not be made: <see cref="ChannelErrorCodes.RateLimited"/>.</exception>
    public void Check(ChannelTarget target, Uri address)
    {
        if (limits.IsEmpty || !limits.TryGetValue(Key(target, address), out (long Since, TimeSpan Length) limit))
            return;

        // Counted by the clock that cannot be set: a machine whose time jumps neither waits for ever nor calls too early.
        TimeSpan left = limit.Length - time.GetElapsedTime(limit.Since);
        if (left <= TimeSpan.Zero)
        {
            limits.TryRemove(new KeyValuePair<(string, string), (long, TimeSpan)>(Key(target, address), limit));
            return;
        }

        throw new ChannelException(
            ChannelErrorCodes.RateLimited,
            $"The call to {address.Host} was not made: it limits this account's calls until {time.GetUtcNow() + left:yyyy-MM-dd HH:mm:ss} UTC. Try again after that.");
    }

    /// <summary>Takes note of an answer that tells a limit and its length.</summary>
    public void Note(ChannelTarget target, Uri address, ProviderAdvice advice)
    {
        if (!advice.IsLimit || advice.Wait is not { } wait || wait <= TimeSpan.Zero)
            return;

        foreach (KeyValuePair<(string, string), (long Since, TimeSpan Length)> past in limits.Where(limit => time.GetElapsedTime(limit.Value.Since) >= limit.Value.Length))
            limits.TryRemove(past);

        limits[Key(target, address)] = (time.GetTimestamp(), wait);
    }

    private static (string Account, string Host) Key(ChannelTarget target, Uri address) => (target.AccountId, address.Authority);
}
