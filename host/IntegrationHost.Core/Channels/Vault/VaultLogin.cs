using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Vault;

/// <summary>The token that one credential was exchanged for, and how long it lives. Changed by whoever holds <see cref="One"/>.</summary>
internal sealed class VaultLogin : IDisposable
{
    private static readonly TimeSpan DoubtAgain = TimeSpan.FromMinutes(1);

    private SecretText? token;
    private DateTimeOffset givenAt;
    private DateTimeOffset renewAt;
    private DateTimeOffset endsAt;
    private bool renewable;
    private DateTimeOffset doubtedAt = DateTimeOffset.MinValue;

    /// <summary>Lets one at a time log in or renew.</summary>
    public SemaphoreSlim One { get; } = new(1, 1);

    /// <summary>How long the vault lets a token live.</summary>
    public TimeSpan Life { get; private set; }

    /// <summary>A copy of the token if it needs nothing; otherwise <c>null</c>.</summary>
    public VaultToken? Usable(DateTimeOffset now) => token is not null && now < renewAt ? Copy() : null;

    /// <summary>A copy of the token if it lives and can be renewed; otherwise <c>null</c>.</summary>
    public VaultToken? Renewable(DateTimeOffset now) => token is not null && renewable && now < endsAt ? Copy() : null;

    /// <summary>Keeps a new token. A life of zero has no end (root tokens).</summary>
    public void Take(SecretText value, TimeSpan life, bool canRenew, DateTimeOffset now)
    {
        token?.Dispose();
        token = value;
        givenAt = now;
        Life = life;
        renewable = canRenew;
        Until(life, now);
    }

    /// <summary>Takes over a renewal; <c>false</c> if it gave so little that a new login is due.</summary>
    public bool Extend(TimeSpan life, bool canRenew, DateTimeOffset now)
    {
        renewable = canRenew;
        if (life < Life / 3)
            return false;

        Until(life, now);
        return true;
    }

    /// <summary>Whether a refusal is reason enough to ask for a new token: not for one just given, and not again and again.</summary>
    public bool MayDoubt(DateTimeOffset given, DateTimeOffset now)
    {
        if (now - given < TimeSpan.FromSeconds(5) || now - doubtedAt < DoubtAgain)
            return false;

        doubtedAt = now;
        return true;
    }

    public void Dispose()
    {
        token?.Dispose();
        One.Dispose();
    }

    private VaultToken Copy() => new(new SecretText(token!.Reveal()), givenAt);

    private void Until(TimeSpan life, DateTimeOffset now)
    {
        renewAt = life == TimeSpan.Zero ? DateTimeOffset.MaxValue : now + (life * (2.0 / 3));
        endsAt = life == TimeSpan.Zero ? DateTimeOffset.MaxValue : now + life;
    }
}
