using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Core.Catalog;
using IntegrationHost.Core.Tests.TestHost;
using TestPlugins;

namespace IntegrationHost.Core.Tests.Catalog;

/// <summary>Providers by id and name, with modules by class, type and aliases.</summary>
internal static class SampleCatalog
{
    public static CatalogProvider Provider(string id, string name, params FakeModule[] modules) => new(id, new Sample(id).Provider with { Name = name }, modules);

    public static FakeModule Module(string moduleClass, string moduleType = "", params string[] aliases) => new(moduleClass)
    {
        Descriptor = new ModuleDescriptor { ModuleClass = moduleClass, ModuleType = moduleType, Name = moduleClass, Category = "Test", Aliases = aliases },
    };

    public static FakeModule Described(string moduleClass) => new(moduleClass)
    {
        Descriptor = new ModuleDescriptor { ModuleClass = moduleClass, ModuleType = "", Name = moduleClass, Category = "Test", RunsHere = false },
    };

    private sealed class Sample(string id) : SamplePlugin(id);
}
