using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Catalog;

/// <summary>What a workflow's class name means.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Module">The module.</param>
public sealed record ModuleMatch(CatalogProvider Provider, IProviderModule Module)
{
    /// <summary>The same module in the version of the provider that an account is on; <c>null</c> if that version has no such module.</summary>
    /// <param name="provider">The account's provider.</param>
    internal ModuleMatch? In(CatalogProvider? provider)
    {
        if (provider is null || ReferenceEquals(provider, Provider) || provider.Descriptor.Id != Provider.Descriptor.Id)
            return this;
        HashSet<string> names = new(ModuleNames.Of(Module.Descriptor), StringComparer.OrdinalIgnoreCase);
        IProviderModule? same = provider.Modules.FirstOrDefault(module => module.Descriptor.ModuleClass == Module.Descriptor.ModuleClass)
            ?? provider.Modules.FirstOrDefault(module => ModuleNames.Of(module.Descriptor).Any(names.Contains));
        return same is null ? null : new ModuleMatch(provider, same);
    }
}
