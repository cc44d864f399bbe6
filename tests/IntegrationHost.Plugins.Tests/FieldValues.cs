using System.Security.Cryptography;
using System.Text.Json.Nodes;
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
        new(values.TryGetValue(fieldKey, out string? value) ? new SecretText(value) : null);
}
