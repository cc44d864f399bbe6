using System.Collections.Concurrent;
using System.Collections.Specialized;
using Duende.IdentityModel;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Core.Accounts;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Verification;

namespace IntegrationHost.Core.Authorization;

/// <summary>
/// Lets a person grant access at the provider: in a browser on this machine (RFC 6749, section 4.1, with PKCE and a loopback redirect), or with a code on any device (RFC 8628).
/// The refresh token that comes of it lands in the account, sealed.
/// </summary>
/// <param name="accounts">Where the refresh token goes.</param>
/// <param name="channels">The way to the provider.</param>
/// <param name="time">The clock.</param>
public sealed class AccountAuthorization(AccountService accounts, IProviderChannelFactory channels, TimeProvider time) : IDisposable
{
    private const int MostWaiting = 32;

    private static readonly TimeSpan BrowserTime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<Guid, AuthorizationFlow> flows = new();

    /// <summary>Begins an authorization. An earlier one of the account that still waits is called off.</summary>
    /// <param name="accountId">The account; its client id must be set, and its secret if the provider wants one.</param>
    /// <param name="device">Whether to use a code on another device instead of a browser on this machine.</param>
    /// <param name="cancellationToken">Ends the start, not what was begun.</param>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    /// <exception cref="ConflictException">The account cannot be used, or its kind of credential is not authorized in this way.</exception>
    /// <exception cref="ChannelException">A value is missing, or the provider gave no device code.</exception>
    public async Task<AuthorizationProgress> StartAsync(Guid accountId, bool device, CancellationToken cancellationToken)
    {
        CredentialAccess access = await accounts.OpenCredentialAsync(accountId, cancellationToken);
        if (access.Kind.Auth.OAuth2 is not { Authorization: { } authorization })
            throw new ConflictException("This kind of credential is not made by granting access. Set its values instead.");
        if (device && authorization.DeviceUrl is null)
            throw new ConflictException("The provider has no codes for other devices. Authorize in a browser on the host's machine.");
        var codes = new CodeExchange((channels as ProviderChannelFactory ?? throw new ConflictException("This host makes no calls to providers.")).Wire);

        Forget();
        foreach (AuthorizationFlow other in flows.Values.Where(flow => flow.Progress.AccountId == accountId))
            other.Cancel("Another authorization of this account began.");
        if (flows.Values.Count(flow => flow.Progress.State == AuthorizationState.Waiting) >= MostWaiting)
            throw new ConflictException("Too many authorizations wait already. End one of them, or try again in a few minutes.");

        return device ? await StartDeviceAsync(access, accountId, codes, cancellationToken) : await StartBrowserAsync(access, accountId, codes, cancellationToken);
    }

    /// <summary>How an authorization stands; <c>null</c> if it is not known (any more).</summary>
    public AuthorizationProgress? Find(Guid accountId, Guid id) =>
        flows.TryGetValue(id, out AuthorizationFlow? flow) && flow.Progress.AccountId == accountId ? flow.Progress : null;

    /// <summary>Calls an authorization off.</summary>
    /// <exception cref="NotFoundException">It is not known.</exception>
    public void Cancel(Guid accountId, Guid id)
    {
        if (Find(accountId, id) is null || !flows.TryGetValue(id, out AuthorizationFlow? flow))
            throw new NotFoundException("authorization", id.ToString());
        flow.Cancel("It was called off.");
    }

    /// <summary>Calls everything off.</summary>
    public void Dispose()
    {
        foreach (AuthorizationFlow flow in flows.Values)
        {
            flow.Cancel("The host ended.");
            flow.Dispose();
        }
    }

    private async Task<AuthorizationProgress> StartBrowserAsync(CredentialAccess access, Guid accountId, CodeExchange codes, CancellationToken cancellationToken)
    {
        var redirect = new LoopbackRedirect();
        try
        {
            string state = CryptoRandom.CreateUniqueId(32);
            string verifier = CryptoRandom.CreateUniqueId(32);
            Uri page = await CodeExchange.PageAsync(access, redirect.Address, state, verifier, cancellationToken);
            AuthorizationFlow flow = Add(
                accountId, page, null, BrowserTime,
                $"Open the address in a browser on this machine and grant access. From elsewhere, forward port {redirect.Address.Port} of 127.0.0.1 first.");
            _ = RunAsync(flow, BrowserTime, async ended =>
            {
                using (redirect)
                {
                    NameValueCollection parameters = await redirect.WaitAsync(state, ended);
                    if (parameters["code"] is not { Length: > 0 } code)
                    {
                        string error = VerdictText.Code(parameters["error"]) ?? "no code came";
                        flow.Finish(AuthorizationState.Failed, $"Access was not granted ({error}). Begin again if that was a mistake.");
                        return;
                    }

                    flow.Note("The browser came back. The provider is asked for the token.");
                    await StoreAsync(flow, access, await codes.RedeemAsync(access, code, redirect.Address, verifier, ended), ended);
                }
            });
            return flow.Progress;
        }
        catch
        {
            redirect.Dispose();
            throw;
        }
    }

    private async Task<AuthorizationProgress> StartDeviceAsync(CredentialAccess access, Guid accountId, CodeExchange codes, CancellationToken cancellationToken)
    {
        DeviceCode device = await codes.RequestDeviceAsync(access, cancellationToken);
        AuthorizationFlow flow = Add(accountId, device.Url, device.UserCode, device.Lifetime, "Open the address in any browser, type the code, and grant access.");
        _ = RunAsync(flow, device.Lifetime, async ended =>
        {
            TimeSpan interval = device.Interval;
            while (true)
            {
                await Task.Delay(interval, time, ended);
                TokenAnswer answer = await codes.PollAsync(access, device, ended);
                switch (answer.Error)
                {
                    case "authorization_pending" when answer.Granted is null:
                        continue;
                    case "slow_down" when answer.Granted is null:
                        // RFC 8628, section 3.5.
                        interval += TimeSpan.FromSeconds(5);
                        continue;
                    default:
                        await StoreAsync(flow, access, answer, ended);
                        return;
                }
            }
        });
        return flow.Progress;
    }

    private AuthorizationFlow Add(Guid accountId, Uri url, string? userCode, TimeSpan lifetime, string message)
    {
        var flow = new AuthorizationFlow(new AuthorizationProgress
        {
            Id = Guid.NewGuid(),
            AccountId = accountId,
            State = AuthorizationState.Waiting,
            Url = url,
            UserCode = userCode,
            ExpiresAt = time.GetUtcNow() + lifetime,
            Message = message,
        });
        flows[flow.Progress.Id] = flow;
        return flow;
    }

    private async Task RunAsync(AuthorizationFlow flow, TimeSpan lifetime, Func<CancellationToken, Task> run)
    {
        using var deadline = new CancellationTokenSource(lifetime, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(flow.Ended, deadline.Token);
        try
        {
            await run(ended.Token);
        }
        catch (OperationCanceledException)
        {
            flow.Finish(AuthorizationState.Expired, "Nobody granted access in time. Begin again.");
        }
        catch (Exception error)
        {
            bool told = error is ChannelException or ConflictException or NotFoundException;
            flow.Finish(AuthorizationState.Failed, told ? error.Message : "What the provider gave cannot be stored in this account. Begin again; if it stays, report it to the plugin's author.");
        }
    }

    private async Task StoreAsync(AuthorizationFlow flow, CredentialAccess access, TokenAnswer answer, CancellationToken cancellationToken)
    {
        using GrantedToken? granted = answer.Granted;
        if (granted is null)
        {
            flow.Finish(AuthorizationState.Failed, TokenRefusal.Explain(answer.Response.StatusCode, answer.Error));
            return;
        }

        if (granted.RefreshToken is not { } refresh)
        {
            flow.Finish(AuthorizationState.Failed, "The provider granted access without a refresh token. Take the app's access away on the provider's page, then begin again.");
            return;
        }

        // The token belongs to the client that asked for it; if that was changed meanwhile, it is of no use.
        CredentialAccess now = await accounts.OpenCredentialAsync(flow.Progress.AccountId, cancellationToken);
        if (now.CredentialVersion != access.CredentialVersion)
            throw new ConflictException("The account changed while access was granted. Begin again.");

        string field = CredentialTemplate.Fields(access.Kind.Auth.OAuth2!.RefreshToken).First();
        var values = new Dictionary<string, string?> { [field] = new string(refresh.Reveal()) };
        await accounts.ChangeAsync(flow.Progress.AccountId, new AccountChange { Fields = values, IfCredentialVersion = access.CredentialVersion }, CancellationToken.None);
        flow.Finish(AuthorizationState.Done, "Access was granted, and the refresh token is stored. The smoke test tells whether it works.");
    }

    private void Forget()
    {
        DateTimeOffset old = time.GetUtcNow() - Remembered;
        foreach ((Guid id, AuthorizationFlow flow) in flows.Where(pair => pair.Value.Progress is { State: not AuthorizationState.Waiting } progress && progress.ExpiresAt < old))
        {
            if (flows.TryRemove(id, out _))
                flow.Dispose();
        }
    }
}
