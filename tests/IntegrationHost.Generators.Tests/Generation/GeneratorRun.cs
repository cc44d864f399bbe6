using System.Collections.Immutable;
using IntegrationHost.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace IntegrationHost.Generators.Tests.Generation;

/// <summary>The generator in a compiler of its own: metadata files in, C# and diagnostics out; runs on after an edit.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions Parse = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(IProviderPlugin).Assembly.Location),
    ];

    private readonly Dictionary<string, AdditionalText> files = [];
    private GeneratorDriver driver = CSharpGeneratorDriver.Create(
        [new ProviderGenerator().AsSourceGenerator()], parseOptions: Parse, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private CSharpCompilation compilation = CSharpCompilation.Create(
        "Generated", references: References,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, deterministic: true));

    private GeneratorRun()
    {
    }

    /// <summary>The compilation with the generated C# in it.</summary>
    public Compilation Output { get; private set; } = null!;

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private set; }

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    /// <summary>The generated C# by file name.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    public static GeneratorRun Of(params (string Path, string Json)[] metadata)
    {
        var run = new GeneratorRun();
        foreach ((string path, string json) in metadata)
        {
            run.files[path] = new MetadataText(path, json);
            run.driver = run.driver.AddAdditionalTexts([run.files[path]]);
        }

        run.Run();
        return run;
    }

    /// <summary>A run on one file.</summary>
    public static GeneratorRun Of(string json) => Of(("acme.execmodules.json", json));

    /// <summary>Gives a file another text and runs again.</summary>
    public void Edit(string path, string json)
    {
        var text = new MetadataText(path, json);
        driver = driver.ReplaceAdditionalText(files[path], text);
        files[path] = text;
        Run();
    }

    /// <summary>Adds C# that has nothing to do with metadata and runs again.</summary>
    public void AddCode(string code)
    {
        compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, Parse));
        Run();
    }

    public void RunAgain() => Run();

    /// <summary>Why each output of a step is there, by step.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    private void Run()
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Output = output;
        Diagnostics = diagnostics;
    }

    private sealed class MetadataText(string path, string json) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(json);
    }
}
