using IntegrationHost.Contracts.Channels;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>For a credential that no store keeps: nothing to share, and nowhere to put a new refresh token.</summary>
internal sealed class UnsharedLease(ICredentialSource credential, bool oneTime) : ITokenLease
{
    public ICredentialSource Credential => credential;

    public StoredToken? Stored => null;

    public bool AnswerWasLost => false;

    public Task BeginAsync(CancellationToken cancellationToken) => oneTime
        ? throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the refresh token works once, and there is no store for the next one.")
        : Task.CompletedTask;

    public Task StoreAsync(GrantedToken granted, string? refreshField, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RefusedAsync(string? error, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
