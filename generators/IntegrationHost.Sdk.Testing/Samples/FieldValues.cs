using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Channels.Tokens;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Sdk.Testing.Samples;

/// <summary>A credential of given values. A refresh token that works once is replaced in memory.</summary>
internal sealed class FieldValues(IReadOnlyDictionary<string, string> values) : IRenewableCredential
{
    // No example can sign; this key is made for this run.
    private static readonly string SigningKey = RSA.Create(2048).ExportRSAPrivateKeyPem();

    private readonly ConcurrentDictionary<string, string> current = new(values, StringComparer.Ordinal);

    public long Version => 1;

    /// <summary>The example of every required field; a key that must sign is a real one.</summary>
    public static FieldValues Examples(CredentialKindDescriptor kind) =>
        new(kind.Fields.Where(field => field.Required).ToDictionary(field => field.Key, field => Example(kind, field)));

    private static string Example(CredentialKindDescriptor kind, CredentialFieldDescriptor field)
    {
        string?[] keys = [kind.Auth.GitHubApp?.PrivateKey, kind.Auth.OAuth2?.Assertion?.PrivateKey];
        if (keys.Contains($"{{{field.Key}}}"))
            return SigningKey;

        // A key file: a JSON document, one property of which is the key.
        return keys.Any(key => key?.StartsWith($"{{{field.Key}.", StringComparison.Ordinal) == true)
            ? new JsonObject { ["client_email"] = "robot@example.com", ["private_key_id"] = "EXAMPLE", ["private_key"] = SigningKey }.ToJsonString()
            : field.Example;
    }

    public ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken) =>
        new(current.TryGetValue(fieldKey, out string? value) ? new SecretText(value) : null);

    // One host in one process: its own single flight is enough.
    public Task<ITokenLease> LeaseAsync(CancellationToken cancellationToken) => Task.FromResult<ITokenLease>(new Lease(this));

    private sealed class Lease(FieldValues owner) : ITokenLease
    {
        public ICredentialSource Credential => owner;

        public StoredToken? Stored => null;

        public bool AnswerWasLost => false;

        public Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoreAsync(GrantedToken granted, string? refreshField, CancellationToken cancellationToken)
        {
            if (refreshField is not null && granted.RefreshToken is { } next)
                owner.current[refreshField] = new string(next.Reveal());
            return Task.CompletedTask;
        }

        public Task RefusedAsync(string? error, CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
