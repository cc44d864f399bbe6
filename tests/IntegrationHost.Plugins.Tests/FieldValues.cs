using System.Security.Cryptography;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Plugins.Tests;

/// <summary>A credential of given values.</summary>
internal sealed class FieldValues(IReadOnlyDictionary<string, string> values) : ICredentialSource
{
    // No example can sign; this key is made for this run.
    private static readonly string SigningKey = RSA.Create(2048).ExportRSAPrivateKeyPem();

    /// <summary>The example of every required field; a key that must sign is a real one.</summary>
    public static FieldValues Examples(CredentialKindDescriptor kind) =>
        new(kind.Fields.Where(field => field.Required).ToDictionary(field => field.Key, field => Signs(kind, field) ? SigningKey : field.Example));

    private static bool Signs(CredentialKindDescriptor kind, CredentialFieldDescriptor field) =>
        new[] { kind.Auth.GitHubApp?.PrivateKey, kind.Auth.OAuth2?.Assertion?.PrivateKey }.Contains($"{{{field.Key}}}");

    public ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken) =>
        new(values.TryGetValue(fieldKey, out string? value) ? new SecretText(value) : null);
}
