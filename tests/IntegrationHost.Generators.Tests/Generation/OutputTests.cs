using System.Globalization;
using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;
using Microsoft.CodeAnalysis;

namespace IntegrationHost.Generators.Tests.Generation;

public sealed class OutputTests
{
    public static TheoryData<string, string> Samples => new() { { "Acme", Sample.Json }, { "Depot", Sample.Depot }, { "Harbor", Sample.Harbor }, { "Beacon", Sample.Beacon } };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_LooksAsStored(string name, string json)
    {
        string actual = GeneratorRun.Of(($"{name}.execmodules.json", json)).Sources[$"{name}.g.cs"];
        string path = Path.Combine(Sample.RepositoryRoot, "tests", "IntegrationHost.Generators.Tests", "Snapshots", $"{name}.g.cs.snap");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), "The snapshot is missing: run the tests with UPDATE_SNAPSHOTS=1 and look at what they wrote.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_CompilesWithoutAWarning(string name, string json)
    {
        GeneratorRun run = GeneratorRun.Of(($"{name}.execmodules.json", json));
        Assert.Empty(run.Diagnostics);
        Assert.Equal([$"{name}.g.cs"], run.Sources.Keys);
        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_HasNoLineThatLeavesTheScreen(string name, string json) => Assert.All(
        GeneratorRun.Of(($"{name}.execmodules.json", json)).Sources[$"{name}.g.cs"].Split('\n').Where(line => !line.StartsWith("[assembly:", StringComparison.Ordinal)),
        line => Assert.True(line.Length <= 180, line));

    [Fact]
    public void LongTextsAndLists_StandInSeveralLines_AndMeanTheSame()
    {
        string words = string.Join(' ', Enumerable.Repeat("A sentence about a thing.", 60));
        string values = string.Join(", ", Enumerable.Range(0, 300).Select(number => $"\"value-{number}\""));
        GeneratorRun run = GeneratorRun.Of($$"""[{ "moduleClass": "a.LongModule", "description": "{{words}}", "inputs": [{ "name": "one", "type": "select", "description": "{{words}}", "values": [{{values}}] }] }]""");

        Assert.Empty(run.Output.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
        string code = Assert.Single(run.Sources).Value;
        Assert.All(code.Split('\n').Where(line => !line.StartsWith("[assembly:", StringComparison.Ordinal)), line => Assert.True(line.Length <= 160, line));
        Assert.Contains("    Value299,\n", code, StringComparison.Ordinal);
    }

    [Fact]
    public void SameInput_GivesTheSameBytes_WhateverCultureAndLineEndings()
    {
        string expected = GeneratorRun.Of(Sample.Json).Sources["Acme.g.cs"];
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // The platform's cultures are not installed everywhere; one with odd numbers shows the same faults.
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal("1,5", $"{1.5}");
            Assert.Equal(expected, GeneratorRun.Of(Sample.Json.ReplaceLineEndings("\r\n")).Sources["Acme.g.cs"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void OrderOfFiles_DoesNotMatter()
    {
        string other = Sample.With("\"id\": \"acme\"", "\"id\": \"zeta\"");
        Assert.Equal(
            GeneratorRun.Of(("a.execmodules.json", Sample.Json), ("b.execmodules.json", other)).Sources.OrderBy(source => source.Key),
            GeneratorRun.Of(("b.execmodules.json", other), ("a.execmodules.json", Sample.Json)).Sources.OrderBy(source => source.Key));
    }

    [Fact]
    public void BrokenFile_IsADiagnosticInTheJson_AndTheOthersAreMade()
    {
        GeneratorRun run = GeneratorRun.Of(
            ("broken.execmodules.json", Sample.With("\"scheme\": \"header\"", "\"scheme\": \"heder\"")), ("acme.execmodules.json", Sample.Json));

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal((MetadataRules.UnknownValue.Id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        Assert.Equal("broken.execmodules.json", place.Path);
        Assert.Equal("\"heder\"", Sample.With("\"scheme\": \"header\"", "\"scheme\": \"heder\"").Split('\n')[place.StartLinePosition.Line][place.StartLinePosition.Character..place.EndLinePosition.Character]);
        Assert.Equal(["Acme.g.cs"], run.Sources.Keys);
    }

    [Theory]
    [InlineData("acme", "acme")]
    [InlineData("ac-me", "acMe")]
    public void TwoFilesOfOneProvider_TheSecondIsRefused(string first, string second)
    {
        GeneratorRun run = GeneratorRun.Of(
            ("1.execmodules.json", Sample.With("\"id\": \"acme\"", $"\"id\": \"{first}\"")),
            ("2.execmodules.json", Sample.With("\"id\": \"acme\"", $"\"id\": \"{second.ToLowerInvariant()}\"")));

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(MetadataRules.SameProvider.Id, diagnostic.Id);
        Assert.Equal("2.execmodules.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Single(run.Sources);
    }

    [Fact]
    public void OtherJsonFiles_AreNotRead() => Assert.Empty(GeneratorRun.Of(("appsettings.json", "{ not even JSON")).Diagnostics);

    [Fact]
    public void NoFiles_NoOutput()
    {
        GeneratorRun run = GeneratorRun.Of();
        Assert.Empty(run.Sources);
        Assert.Empty(run.Diagnostics);
    }
}
