using System.Reflection;
using IntegrationHost.Client.Wire;
using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;

namespace IntegrationHost.Api.Catalog;

/// <summary>Providers from domain to wire.</summary>
internal static class CatalogMapper
{
    public static ProviderCard ToCard(CatalogProvider provider, int accounts, int linked, int unlinked)
    {
        ProviderDescriptor descriptor = provider.Descriptor;
        return new ProviderCard(
            descriptor.Id,
            descriptor.Name,
            descriptor.Category,
            descriptor.Description,
            descriptor.Version,
            descriptor.AccentColor,
            descriptor.Icon,
            descriptor.DocsUrl,
            descriptor.ManageUrl,
            descriptor.BaseUrl,
            descriptor.AllowedHosts,
            [.. descriptor.CredentialKinds.Select(kind => ToCard(kind, descriptor))],
            [.. provider.Modules.Select(module => ToCard(module.Descriptor))],
            accounts,
            linked,
            unlinked,
            provider.IsPulled ? "metadata" : "plugin")
        {
            QualityTier = Quality(provider),
        };
    }

    public static TemplateCard ToTemplate(Template template)
    {
        ProviderDescriptor descriptor = template.Provider.Descriptor;
        return new TemplateCard(
            descriptor.Id, descriptor.Name, descriptor.Category, descriptor.Description, descriptor.AccentColor, descriptor.Icon, descriptor.DocsUrl, descriptor.ManageUrl,
            [.. descriptor.CredentialKinds.Select(kind => ToCard(kind, descriptor))], template.Provider.Modules.Count, template.Accounts, template.Waiting);
    }

    // The build writes it into the plugin's assembly; one that runs elsewhere, or was built elsewhere, does not say.
    private static string? Quality(CatalogProvider provider) => provider.Modules.SelectMany(module => module.GetType().Assembly.GetCustomAttributes<AssemblyMetadataAttribute>())
        .FirstOrDefault(attribute => attribute.Key == "QualityTier")?.Value;

    private static CredentialKindCard ToCard(CredentialKindDescriptor kind, ProviderDescriptor provider) => new(
        kind.Id, kind.Name, kind.Description, kind.DocsUrl ?? provider.DocsUrl, kind.ManageUrl ?? provider.ManageUrl, [.. kind.Fields.Select(ToCard)],
        kind.Auth.Scheme != AuthScheme.Stored)
    {
        AuthorizedField = kind.Auth.OAuth2 is { Authorization: not null } oauth ? oauth.RefreshToken.Trim('{', '}') : null,
        DeviceCodes = kind.Auth.OAuth2?.Authorization?.DeviceUrl is not null,
    };

    private static CredentialFieldCard ToCard(CredentialFieldDescriptor field) => new(
        field.Key, field.Label, field.Help, field.Placeholder, field.Secret, field.Required, field.Pattern, field.Prefixes, field.MinLength, field.MaxLength,
        field.Example, field.ImportEnvironment)
    {
        MultiLine = field.MultiLine,
    };

    private static ModuleCard ToCard(ModuleDescriptor module) => new(
        module.ModuleClass, module.ModuleType, module.Name, module.Description, module.RequiredScopes, module.NeedsCredential, module.RunsHere);
}
