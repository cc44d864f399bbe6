using System.Reflection;
using IntegrationHost.Contracts;

namespace IntegrationHost.Worker.Loading;

/// <summary>Gets from a loaded assembly to its providers, touching every type on the way: what cannot be loaded is found now, not at the first use.</summary>
internal static class PluginEntry
{
    /// <exception cref="LoadFault">The plugin's own code broke, or is not what it says.</exception>
    public static IReadOnlyList<IProviderPlugin> Create(Assembly assembly, IReadOnlyList<string> entryTypes)
    {
        try
        {
            _ = assembly.GetTypes();
            return [.. entryTypes.Select(name => Create(assembly, name))];
        }
        catch (ReflectionTypeLoadException failure)
        {
            int count = failure.LoaderExceptions.Length;
            throw new LoadFault($"{count} of its types cannot be loaded; a library it needs is missing or of another version. Build it again with its dependencies.");
        }
        catch (MissingMethodException)
        {
            throw new LoadFault("Its entry class has no public constructor without parameters. Give it one, or build the plugin with the generator.");
        }
        catch (Exception failure) when (failure is not LoadFault)
        {
            Exception cause = failure is TargetInvocationException or TypeInitializationException ? failure.InnerException ?? failure : failure;
            throw new LoadFault($"Its own code threw {cause.GetType().Name} while it was loaded. Its author can tell why.");
        }
    }

    private static IProviderPlugin Create(Assembly assembly, string name)
    {
        Type entry = assembly.GetType(name)
            ?? throw new LoadFault("Its entry class does not exist. Build the plugin again.");
        return Activator.CreateInstance(entry) as IProviderPlugin
            ?? throw new LoadFault("Its entry class does not implement IProviderPlugin of this host's contract. Name the class that does in [assembly: ProviderPlugin].");
    }
}
