using System.Reflection;

namespace IntegrationHost.Generators.Tests.Samples;

/// <summary>A small metadata file that has everything, to be changed in one place at a time.</summary>
internal static class Sample
{
    public static string Json { get; } = ReadSample("acme");

    /// <summary>The further things a file can say: typed objects, pages, files, cookies, conditions, a module that only ThorAPI runs.</summary>
    public static string Depot { get; } = ReadSample("depot");

    /// <summary>Modules as a ThorAPI server publishes them, in both of its shapes.</summary>
    public static string Harbor { get; } = ReadSample("harbor");

    /// <summary>Every way to authenticate, and the smoke tests that go with them.</summary>
    public static string Beacon { get; } = ReadSample("beacon");

    public static string RepositoryRoot { get; } = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The first sample that has a text, with that text replaced.</summary>
    public static string With(string old, string replacement)
    {
        string? sample = new[] { Json, Depot, Harbor, Beacon }.FirstOrDefault(sample => sample.Contains(old, StringComparison.Ordinal));
        Assert.True(sample is not null, $"No sample has the text {old}.");
        return sample.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static string ReadSample(string name)
    {
        using Stream stream = typeof(Sample).Assembly.GetManifestResourceStream($"{name}.execmodules.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
