using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Core.SecureKeys;

/// <summary>A credential that is exchanged for tokens and some of whose values stay in a vault.</summary>
internal sealed class RenewableResolvingSource(IRenewableCredential source, SecureKeyResolver resolver) : IRenewableCredential
{
    private readonly ResolvingCredentialSource values = new(source, resolver);

    public long Version => source.Version;

    public ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken) => values.ReadAsync(fieldKey, cancellationToken);

    public async Task<ITokenLease> LeaseAsync(CancellationToken cancellationToken) => new ResolvingLease(await source.LeaseAsync(cancellationToken), resolver);

    private sealed class ResolvingLease(ITokenLease lease, SecureKeyResolver resolver) : ITokenLease
    {
        public ICredentialSource Credential { get; } = new ResolvingCredentialSource(lease.Credential, resolver);

        public StoredToken? Stored => lease.Stored;

        public bool AnswerWasLost => lease.AnswerWasLost;

        public Task BeginAsync(CancellationToken cancellationToken) => lease.BeginAsync(cancellationToken);

        public Task StoreAsync(GrantedToken granted, string? refreshField, CancellationToken cancellationToken) => lease.StoreAsync(granted, refreshField, cancellationToken);

        public Task RefusedAsync(string? error, CancellationToken cancellationToken) => lease.RefusedAsync(error, cancellationToken);

        public ValueTask DisposeAsync() => lease.DisposeAsync();
    }
}
