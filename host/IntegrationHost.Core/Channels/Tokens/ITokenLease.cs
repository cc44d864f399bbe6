namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>The right to exchange a credential. Given back when disposed.</summary>
internal interface ITokenLease : IAsyncDisposable
{
    /// <summary>The credential as it is stored now.</summary>
    ICredentialSource Credential { get; }

    /// <summary>The access token that is stored now; <c>null</c> for none. The lease owns it.</summary>
    StoredToken? Stored { get; }

    /// <summary>Whether an earlier exchange of a one-time token began and its answer was never stored.</summary>
    bool AnswerWasLost { get; }

    /// <summary>Notes that a one-time token is about to be sent.</summary>
    Task BeginAsync(CancellationToken cancellationToken);

    /// <summary>Stores what was granted, sealed: access token and next refresh token together, or neither.</summary>
    /// <exception cref="Contracts.Channels.ChannelException">The lease was lost meanwhile, or the account changed: nothing was stored.</exception>
    Task StoreAsync(GrantedToken granted, string? refreshField, CancellationToken cancellationToken);

    /// <summary>Notes that the provider refused. If a one-time token was lost before, a person has to authorize anew, and the account says so.</summary>
    /// <param name="error">The provider's error code; <c>null</c> if what came was none of its own answers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task RefusedAsync(string? error, CancellationToken cancellationToken);
}
