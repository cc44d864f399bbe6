using IntegrationHost.Generators.Tests.Samples;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace IntegrationHost.Generators.Tests.Generation;

/// <summary>What runs again after which change: an edit of one provider is the work of one file.</summary>
public sealed class StepTests
{
    private const string Acme = "acme.execmodules.json";
    private const string Other = "other.execmodules.json";

    private static readonly string OtherJson = Sample.With("\"id\": \"acme\"", "\"id\": \"other\"").Replace("\"name\": \"Acme\"", "\"name\": \"Other\"", StringComparison.Ordinal)
        .Replace("AcmeCrateModule", "OtherCrateModule", StringComparison.Ordinal);

    [Fact]
    public void NothingChanged_NothingRuns()
    {
        GeneratorRun run = Two();
        run.RunAgain();
        Assert.All(
            (string[])[ProviderGeneratorStepNames.Read, ProviderGeneratorStepNames.Source, ProviderGeneratorStepNames.Output],
            step => Assert.All(run.Reasons(step), reason => Assert.Equal(Cached, reason)));
    }

    [Fact]
    public void UnrelatedCode_NothingRuns()
    {
        GeneratorRun run = Two();
        run.AddCode("namespace Else { public sealed class Something { } }");
        Assert.All(
            (string[])[ProviderGeneratorStepNames.Read, ProviderGeneratorStepNames.Model, ProviderGeneratorStepNames.Source, ProviderGeneratorStepNames.Output],
            step => Assert.All(run.Reasons(step), reason => Assert.True(reason is Cached or Unchanged, $"{step}: {reason}")));
    }

    [Fact]
    public void OneModuleEdited_OnlyItsFileIsMadeAgain()
    {
        GeneratorRun run = Two();
        IReadOnlyDictionary<string, string> before = run.Sources;

        run.Edit(Acme, Sample.With("Creates a crate.", "Makes a crate."));

        Assert.Equal([Modified, Cached], run.Reasons(ProviderGeneratorStepNames.Read));
        Assert.Equal([Modified, Cached], run.Reasons(ProviderGeneratorStepNames.Source));
        Assert.Equal([Cached], run.Reasons(ProviderGeneratorStepNames.Names));
        Assert.Equal([Modified, Cached], run.Reasons(ProviderGeneratorStepNames.Output));
        Assert.Equal(before["Other.g.cs"], run.Sources["Other.g.cs"]);
        Assert.NotEqual(before["Acme.g.cs"], run.Sources["Acme.g.cs"]);
    }

    [Fact]
    public void WhiteSpaceEdited_NoCSharpIsMadeAgain()
    {
        GeneratorRun run = Two();
        run.Edit(Acme, "\n\n" + Sample.Json);
        Assert.All(run.Reasons(ProviderGeneratorStepNames.Model), reason => Assert.True(reason is Cached or Unchanged, reason.ToString()));
        Assert.Equal([Cached, Cached], run.Reasons(ProviderGeneratorStepNames.Source));
        Assert.Equal([Cached, Cached], run.Reasons(ProviderGeneratorStepNames.Output));
    }

    [Fact]
    public void WhiteSpaceBeforeAWarning_MovesTheWarningAndMakesNoCSharp()
    {
        string warned = Sample.With("acme_[A-Za-z0-9]+", "acme_[A-Za-z0-9]{20}");
        GeneratorRun run = GeneratorRun.Of((Acme, warned), (Other, OtherJson));
        int line = Assert.Single(run.Diagnostics).Location.GetLineSpan().StartLinePosition.Line;

        run.Edit(Acme, "\n" + warned);

        Assert.Equal(line + 1, Assert.Single(run.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal([Cached, Cached], run.Reasons(ProviderGeneratorStepNames.Source));
    }

    private static GeneratorRun Two() => GeneratorRun.Of((Acme, Sample.Json), (Other, OtherJson));
}
