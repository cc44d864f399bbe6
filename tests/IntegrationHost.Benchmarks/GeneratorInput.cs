using IntegrationHost.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace IntegrationHost.Benchmarks;

/// <summary>A compiler's driver over synthetic metadata, with the product's generator or the floor's.</summary>
internal sealed class GeneratorInput
{
    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create("Bench", options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private readonly AdditionalText[] files;

    public GeneratorInput(int modules) =>
        files = [.. SyntheticMetadata.Create(modules).Select((text, number) => new MetadataText($"bench{number}.execmodules.json", text))];

    public static ISourceGenerator Product => new ProviderGenerator().AsSourceGenerator();

    public static ISourceGenerator Floor => new FloorGenerator().AsSourceGenerator();

    /// <summary>A driver that has run once: everything is read and made anew.</summary>
    public GeneratorDriver Cold(ISourceGenerator generator) => CSharpGeneratorDriver.Create([generator], files).RunGenerators(Compilation);

    /// <summary>The same driver after an edit of one module.</summary>
    public GeneratorDriver Edit(GeneratorDriver driver, string word) =>
        driver.ReplaceAdditionalText(files[0], files[0] = new MetadataText(files[0].Path, SyntheticMetadata.Provider(0, word))).RunGenerators(Compilation);

    /// <summary>The same driver after an edit of a C# file that has nothing to do with the metadata.</summary>
    public static GeneratorDriver EditCode(GeneratorDriver driver, int number) => driver.RunGenerators(Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText($"class C{number} {{ }}")));

    /// <summary>The same driver, nothing changed.</summary>
    public static GeneratorDriver Again(GeneratorDriver driver) => driver.RunGenerators(Compilation);

    /// <summary>Characters of C# made.</summary>
    public static long Characters(GeneratorDriver driver)
    {
        GeneratorDriverRunResult result = driver.GetRunResult();
        return result.Diagnostics.IsEmpty && result.Results[0].Exception is null
            ? result.Results[0].GeneratedSources.Sum(source => (long)source.SourceText.Length)
            : throw new InvalidOperationException("The generator did not accept the synthetic metadata.");
    }

    private sealed class MetadataText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
