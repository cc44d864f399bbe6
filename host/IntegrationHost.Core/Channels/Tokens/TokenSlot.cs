using System.Runtime.InteropServices;
using System.Security.Cryptography;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>The access token of one account in memory, and who is getting the next one.</summary>
internal sealed class TokenSlot(TimeProvider time) : IDisposable
{
    // A refused exchange is not asked again at once: a hundred workflows must not hammer a token endpoint with a dead token.
    private static readonly TimeSpan RefusalKept = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestAhead = TimeSpan.FromSeconds(60);

    private readonly Lock guard = new();
    private SecretText? value;
    private Uri? baseUrl;
    private DateTimeOffset expiresAt;
    private long since;
    private TimeSpan lifetime;
    private TimeSpan age;
    private byte[]? rejected;
    private Task? flight;
    private (ChannelException Error, long At)? refusal;

    /// <summary>One exchange of this account at a time in this process.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    /// <summary>A copy of the token, if it lives on.</summary>
    /// <param name="ahead">Whether it must do so for a while yet.</param>
    public UsableToken? Use(bool ahead)
    {
        lock (guard)
        {
            if (value is null)
                return null;

            // Both clocks must agree: the one on the wall may be set back, the other does not count while the machine sleeps.
            TimeSpan margin = ahead ? Min(LongestAhead, lifetime / 5) : TimeSpan.Zero;
            bool alive = time.GetElapsedTime(since) + age < lifetime - margin && time.GetUtcNow() < expiresAt - margin;
            return alive ? new UsableToken(new SecretText(value.Reveal()), baseUrl) : null;
        }
    }

    /// <summary>Takes a token. The caller keeps its own copy.</summary>
    /// <param name="token">The token.</param>
    /// <param name="tokenLifetime">How long it lives from when it was granted.</param>
    /// <param name="left">How much of that is left.</param>
    /// <param name="tokenBaseUrl">Where it is to be used, or <c>null</c>.</param>
    public void Set(SecretText token, TimeSpan tokenLifetime, TimeSpan left, Uri? tokenBaseUrl)
    {
        lock (guard)
        {
            value?.Dispose();
            value = new SecretText(token.Reveal());
            baseUrl = tokenBaseUrl;
            lifetime = tokenLifetime;
            age = tokenLifetime - left;
            since = time.GetTimestamp();
            expiresAt = time.GetUtcNow() + left;
            refusal = null;
        }
    }

    /// <summary>Forgets the token if it is the one that the provider rejected.</summary>
    public void Reject(SecretText token)
    {
        lock (guard)
        {
            rejected = Digest(token);
            if (value is null || !CryptographicOperations.FixedTimeEquals(Digest(value), rejected))
                return;

            value.Dispose();
            value = null;
        }
    }

    /// <summary>Whether the provider rejected this token last.</summary>
    public bool IsRejected(SecretText token)
    {
        lock (guard)
            return rejected is not null && CryptographicOperations.FixedTimeEquals(Digest(token), rejected);
    }

    /// <summary>Joins the exchange that runs, or starts one.</summary>
    public Task Join(Func<Task> start)
    {
        lock (guard)
        {
            if (flight is { IsCompleted: false })
                return flight;

            // On its own: a caller that goes away must not cut off an exchange that others wait for, or that uses up a one-time token.
            return flight = Task.Run(start, CancellationToken.None);
        }
    }

    /// <summary>Keeps the reason of a refusal for a moment.</summary>
    public void Refuse(ChannelException error)
    {
        lock (guard)
            refusal = (error, time.GetTimestamp());
    }

    /// <summary>The reason of a refusal that is still fresh.</summary>
    public ChannelException? Refusal()
    {
        lock (guard)
            return refusal is { } kept && time.GetElapsedTime(kept.At) < RefusalKept ? new ChannelException(kept.Error.Code, kept.Error.Message) : null;
    }

    public void Dispose()
    {
        lock (guard)
        {
            value?.Dispose();
            value = null;
        }
    }

    private static byte[] Digest(SecretText token) => SHA256.HashData(MemoryMarshal.AsBytes(token.Reveal()));

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
