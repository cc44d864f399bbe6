namespace IntegrationHost.Core.Channels.Tokens;

/// <summary>A credential of which the host keeps tokens, shared by all hosts of its store.</summary>
internal interface IRenewableCredential : ICredentialSource
{
    /// <summary>Rises with each change that a person makes to the credential; tokens belong to one.</summary>
    long Version { get; }

    /// <summary>Waits until this caller alone, of all threads and hosts, may exchange the credential, and reads it anew.</summary>
    /// <exception cref="Contracts.Channels.ChannelException">The account changed, or others hold it for too long.</exception>
    Task<ITokenLease> LeaseAsync(CancellationToken cancellationToken);
}
