using IntegrationHost.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IntegrationHost.Benchmarks;

/// <summary>The generator's share of a build: what it takes to make the C#, against what the compiler takes to parse, bind and emit it.</summary>
internal static class CompilePair
{
    private const int Modules = 300;

    public static void Run()
    {
        var input = new GeneratorInput(Modules);
        ISourceGenerator generator = GeneratorInput.Product;
        string[] files = [.. input.Cold(generator).GetRunResult().Results[0].GeneratedSources.Select(source => source.SourceText.ToString())];
        MetadataReference[] references =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(IProviderPlugin).Assembly.Location),
        ];
        Pair.Compare($"generator, {Modules} modules, against compiling what it made", () => Emit(files, references), () => input.Cold(generator), 5);
    }

    private static void Emit(string[] files, MetadataReference[] references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Share", files.Select(file => CSharpSyntaxTree.ParseText(file)), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var result = compilation.Emit(Stream.Null);
        if (!result.Success)
        {
            throw new InvalidOperationException("What the generator made does not compile: " + result.Diagnostics.First(problem => problem.Severity == DiagnosticSeverity.Error));
        }
    }
}
