using System.Reflection;

namespace IntegrationHost.Architecture.Tests;

/// <summary>Where this checkout lies.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!);
}
