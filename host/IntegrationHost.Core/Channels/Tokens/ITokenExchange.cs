using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Descriptors;

namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>How one scheme gets a token for a stored credential. It only asks; <see cref="TokenSource"/> decides when, and keeps the answer.</summary>
internal interface ITokenExchange
{
    /// <summary>The field in which a new refresh token is stored; <c>null</c> if the scheme has none.</summary>
    string? RefreshField(AuthDescriptor auth);

    /// <summary>Whether what is exchanged works once, so that a lost answer may have used it up.</summary>
    bool IsOneTime(AuthDescriptor auth);

    /// <summary>Sends the token request.</summary>
    /// <exception cref="ChannelException">No usable answer, or a value is missing.</exception>
    Task<TokenAnswer> RequestAsync(ChannelTarget target, CredentialValues values, CancellationToken cancellationToken);
}
