using System.Reflection;

namespace IntegrationHost.Generators.Tests.Samples;

/// <summary>A small metadata file that has everything, to be changed in one place at a time.</summary>
internal static class Sample
{
    public static string Json { get; } = ReadSample();

    public static string RepositoryRoot { get; } = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The sample with one text replaced, which must be in it.</summary>
    public static string With(string old, string replacement)
    {
        Assert.Contains(old, Json, StringComparison.Ordinal);
        return Json.Replace(old, replacement, StringComparison.Ordinal);
    }

    private static string ReadSample()
    {
        using Stream stream = typeof(Sample).Assembly.GetManifestResourceStream("acme.execmodules.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
