using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Reading.Published;

namespace IntegrationHost.Metadata.Services;

/// <summary>Splits what a ThorAPI server publishes into providers: one for each service that is known, and one for each category of the rest.</summary>
public static class PublishedGroups
{
    /// <summary>The kind of modules of which no service is known.</summary>
    private const string AnyKind = "account";

    /// <summary>The providers by id, each with its modules by class, so that the server's order does not matter.</summary>
    /// <param name="published">Metadata as read from one file or answer.</param>
    public static IReadOnlyList<ProviderMetadata> Split(ProviderMetadata published)
    {
        if (published is null)
        {
            throw new ArgumentNullException(nameof(published));
        }

        return
        [
            .. published.Modules.GroupBy(module => GroupOf(module, published), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Provider(group.Key, [.. group.OrderBy(module => module.ModuleClass, StringComparer.Ordinal)], published)),
        ];
    }

    private static string GroupOf(ModuleMetadata module, ProviderMetadata published)
    {
        string? kind = module.CredentialKinds.FirstOrDefault(id => id != AnyKind && published.CredentialKinds.Any(kind => kind.Id == id)) ?? KnownServices.Of(module)?.Id;
        return kind ?? FileStem.Kebab(module.Category, "other");
    }

    private static ProviderMetadata Provider(string id, ModuleMetadata[] modules, ProviderMetadata published)
    {
        KnownService? service = KnownServices.Find(id);
        HashSet<string> used = [.. modules.SelectMany(module => module.CredentialKinds)];
        return published with
        {
            Id = id,
            Name = service?.Name ?? modules[0].Category,
            Category = service?.Category ?? modules[0].Category,
            Description = service is null ? $"ThorAPI's modules for {modules[0].Category}. They run there." : $"ThorAPI's modules for {service.Name}. They run there.",
            Icon = service?.Icon ?? "",
            DocsUrl = service?.DocsUrl ?? "",
            ManageUrl = service?.ManageUrl ?? "",
            CredentialKinds = new EquatableArray<CredentialKindMetadata>([.. published.CredentialKinds.Where(kind => used.Contains(kind.Id))]),
            Modules = new EquatableArray<ModuleMetadata>(modules),
            Pulled = true,
        };
    }
}
