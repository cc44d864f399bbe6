using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Core.Accounts;

/// <summary>Why an account cannot be used as it is, as far as that shows without opening a secret.</summary>
internal static class AccountProblem
{
    public const string NoProvider = "No provider could be told from its name and key. Make it again from a template.";

    public const string PolicyChanged = "Where its secrets may be sent, or how, changed since they were stored. Set them again to approve it.";

    /// <summary>The first that applies; <c>null</c> if none does.</summary>
    public static string? Of(AccountRow row, CatalogProvider? provider, CredentialKindDescriptor? kind, HashSet<string> setKeys, bool hasSecrets)
    {
        if (row.Problem is not null)
            return row.Problem;
        if (row.ProviderId is null)
            return NoProvider;
        if (provider is null && row.PluginVersion is not null)
            return $"It stays on {row.PluginVersion} of the plugin for '{row.ProviderId}', and no such version serves. Let it go with the current one (accounts edit NAME --plugin-version \"\"), or stay on another that 'plugins show' lists.";
        if (provider is null)
            return $"No active plugin offers the provider '{row.ProviderId}'. See the list of plugins for the cause.";
        if (kind is null)
            return $"{provider.Descriptor.Name} no longer has this account's kind of credential. Make the account again from a template.";
        if (hasSecrets && AccountEgress.For(row.ProviderId, provider, kind, row.BaseUrl).Policy.Text != row.EgressPolicy)
            return PolicyChanged;
        return Missing(kind, setKeys) is { Count: > 0 } missing ? $"Not set: {string.Join(", ", missing.Select(field => field.Label))}." : null;
    }

    /// <summary>Fields that the kind requires and that are not set.</summary>
    public static IReadOnlyList<CredentialFieldDescriptor> Missing(CredentialKindDescriptor kind, HashSet<string> setKeys) =>
        [.. kind.Fields.Where(field => field.Required && !setKeys.Contains(field.Key))];
}
