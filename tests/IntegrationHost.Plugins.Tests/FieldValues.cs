using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Channels;
using IntegrationHost.Core.Secrets;

namespace IntegrationHost.Plugins.Tests;

/// <summary>A credential of given values.</summary>
internal sealed class FieldValues(IReadOnlyDictionary<string, string> values) : ICredentialSource
{
    /// <summary>The example of every required field.</summary>
    public static FieldValues Examples(CredentialKindDescriptor kind) =>
        new(kind.Fields.Where(field => field.Required).ToDictionary(field => field.Key, field => field.Example));

    public ValueTask<SecretText?> ReadAsync(string fieldKey, CancellationToken cancellationToken) =>
        new(values.TryGetValue(fieldKey, out string? value) ? new SecretText(value) : null);
}
