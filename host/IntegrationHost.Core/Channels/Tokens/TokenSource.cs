using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>
/// The access tokens of all accounts: in memory and wiped there, sealed in the store so that other hosts need not ask again. Exchanges a credential
/// before its token expires, once for all callers, threads and hosts; stores a new refresh token before the access token is used.
/// </summary>
internal sealed class TokenSource(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<(string Account, long Version), TokenSlot> slots = new();

    // What no store keeps, such as a secret that is tried before it is stored, has tokens of its own, for as long as somebody holds it.
    private readonly ConditionalWeakTable<ICredentialSource, TokenSlot> unshared = [];

    /// <summary>An access token for a call; the caller disposes it.</summary>
    /// <exception cref="ChannelException">The exchange was refused, or got no usable answer.</exception>
    /// <exception cref="SecretDamagedException">A stored value does not open.</exception>
    public async Task<UsableToken> GetAsync(ChannelCall call, ITokenExchange exchange, CancellationToken cancellationToken)
    {
        TokenSlot slot = Slot(call);
        if (slot.Use(ahead: true) is { } ready)
            return ready;

        try
        {
            await slot.Join(() => RenewAsync(slot, call, exchange)).WaitAsync(cancellationToken);
        }
        catch (ChannelException) when (slot.Use(ahead: false) is { } living)
        {
            // Asked ahead of time and in vain: the present token does it still.
            return living;
        }

        return slot.Use(ahead: false) ?? throw new ChannelException(ChannelErrorCodes.TokenRefused, $"{call.Target.BaseUrl.Host} gave a token that had expired as it came. Check this machine's clock.");
    }

    /// <summary>Another token than the one that the provider rejected.</summary>
    /// <exception cref="ChannelException">The exchange was refused, or got no usable answer.</exception>
    public Task<UsableToken> ReplaceAsync(ChannelCall call, ITokenExchange exchange, UsableToken rejected, CancellationToken cancellationToken)
    {
        Slot(call).Reject(rejected.Value);
        return GetAsync(call, exchange, cancellationToken);
    }

    /// <summary>Exchanges the credential now, whatever is known of earlier tokens. Later calls use what it brings.</summary>
    /// <exception cref="ChannelException">No usable answer.</exception>
    /// <exception cref="SecretDamagedException">A stored value does not open.</exception>
    public async Task<ExchangeAnswer> ExchangeAsync(ChannelCall call, ITokenExchange exchange, CancellationToken cancellationToken)
    {
        TokenSlot slot = Slot(call);
        Task<(ProviderResponse Response, bool Granted)> run = Task.Run(
            async () =>
            {
                await slot.Gate.WaitAsync(CancellationToken.None);
                try
                {
                    await using ITokenLease lease = await LeaseAsync(call, exchange);
                    TokenAnswer answer = await RequestAsync(slot, lease, call, exchange);
                    return (answer.Response, answer.Granted is not null);
                }
                finally
                {
                    slot.Gate.Release();
                }
            },
            CancellationToken.None);
        (ProviderResponse response, bool granted) = await run.WaitAsync(cancellationToken);
        return new ExchangeAnswer(response, granted);
    }

    /// <summary>Wipes every token.</summary>
    public void Dispose()
    {
        foreach (TokenSlot slot in slots.Values.Concat(unshared.Select(pair => pair.Value)))
            slot.Dispose();
    }

    private TokenSlot Slot(ChannelCall call)
    {
        if (call.Credential is not IRenewableCredential renewable)
            return unshared.GetValue(call.Credential, _ => new TokenSlot(time));

        (string Account, long Version) key = (call.Target.AccountId, renewable.Version);
        if (slots.TryGetValue(key, out TokenSlot? known))
            return known;

        // A token belongs to the credential as it was; nothing of an older one is kept.
        foreach ((string Account, long Version) older in slots.Keys.Where(other => other.Account == key.Account && other.Version < key.Version))
        {
            if (slots.TryRemove(older, out TokenSlot? slot))
                slot.Dispose();
        }

        return slots.GetOrAdd(key, _ => new TokenSlot(time));
    }

    private async Task RenewAsync(TokenSlot slot, ChannelCall call, ITokenExchange exchange)
    {
        await slot.Gate.WaitAsync(CancellationToken.None);
        try
        {
            using (UsableToken? meanwhile = slot.Use(ahead: true))
            {
                if (meanwhile is not null)
                    return;
            }

            if (slot.Refusal() is { } refusal)
                throw refusal;

            await using ITokenLease lease = await LeaseAsync(call, exchange);
            if (lease.Stored is { } stored && !slot.IsRejected(stored.AccessToken))
            {
                slot.Set(stored.AccessToken, stored.Lifetime, stored.ExpiresAt - time.GetUtcNow(), stored.BaseUrl);
                using UsableToken? usable = slot.Use(ahead: true);
                if (usable is not null)
                    return;
            }

            TokenAnswer answer = await RequestAsync(slot, lease, call, exchange);
            if (answer.Granted is null)
                throw slot.Refusal() ?? Refused(call, answer);
        }
        finally
        {
            slot.Gate.Release();
        }
    }

    private static Task<ITokenLease> LeaseAsync(ChannelCall call, ITokenExchange exchange) => call.Credential is IRenewableCredential renewable
        ? renewable.LeaseAsync(CancellationToken.None)
        : Task.FromResult<ITokenLease>(new UnsharedLease(call.Credential, exchange.IsOneTime(call.Target.Auth)));

    private static async Task<TokenAnswer> RequestAsync(TokenSlot slot, ITokenLease lease, ChannelCall call, ITokenExchange exchange)
    {
        ChannelTarget target = call.Target;
        using CredentialValues values = await CredentialValues.ReadAsync(target, lease.Credential, [], CancellationToken.None);
        if (exchange.IsOneTime(target.Auth))
            await lease.BeginAsync(CancellationToken.None);

        TokenAnswer answer;
        try
        {
            answer = await exchange.RequestAsync(target, values, CancellationToken.None);
        }
        catch (ChannelException error) when (error.Code == ChannelErrorCodes.RateLimited)
        {
            // Nothing was sent, so that a refresh token that works once was not used.
            await lease.RefusedAsync(error.Code, CancellationToken.None);
            throw;
        }

        using GrantedToken? granted = answer.Granted;
        if (granted is null)
        {
            if (answer.Response.StatusCode is >= 400 and < 500 and not 429)
                slot.Refuse(Refused(call, answer));
            await lease.RefusedAsync(answer.Error, CancellationToken.None);
            return answer;
        }

        // Stored first: a refresh token that works once must not be lost, whatever happens to the call it was fetched for.
        await lease.StoreAsync(granted, exchange.RefreshField(target.Auth), CancellationToken.None);
        if (granted.BaseUrl is { } baseUrl)
            TargetAddress.CheckBase(baseUrl, target.AllowedHosts);
        slot.Set(granted.AccessToken, granted.Lifetime, granted.Lifetime, granted.BaseUrl);
        return answer;
    }

    private static ChannelException Refused(ChannelCall call, TokenAnswer answer)
    {
        string error = answer.Error is null ? "" : $", {answer.Error}";
        return new ChannelException(
            ChannelErrorCodes.TokenRefused,
            $"The provider did not exchange the credential for a token (HTTP {answer.Response.StatusCode}{error}), so that {call.Target.BaseUrl.Host} was not called. Run the account's smoke test to see why.");
    }
}
