using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;

namespace IntegrationHost.Generators.Tests.Metadata;

public sealed class ReaderTests
{
    public static TheoryData<string> RealFiles =>
        [.. Directory.EnumerateFiles(Path.Combine(Sample.RepositoryRoot, "plugins"), "*" + MetadataReader.FileSuffix, SearchOption.AllDirectories)
            .Where(path => !path.Contains("artifacts", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(Sample.RepositoryRoot, path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Read_Sample_HasNoProblems()
    {
        MetadataResult result = MetadataReader.Read(Sample.Json);
        Assert.Empty(result.Problems);
        Assert.Equal("acme", result.Provider!.Id);
        Assert.Equal("1", Assert.Single(result.Provider.Modules).Inputs.Single(input => input.Name == "count").Default);
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Read_CuratedProvider_HasNoProblemsNotEvenWarnings(string path) =>
        Assert.Empty(MetadataReader.Read(File.ReadAllText(Path.Combine(Sample.RepositoryRoot, path))).Problems);

    [Fact]
    public void Read_ExampleOfTheReadme_HasNoProblems()
    {
        string readme = File.ReadAllText(Path.Combine(Sample.RepositoryRoot, "README.md")).ReplaceLineEndings("\n");
        int start = readme.IndexOf("```json\n", readme.IndexOf("This is a whole one:", StringComparison.Ordinal), StringComparison.Ordinal) + "```json\n".Length;
        MetadataResult result = MetadataReader.Read(readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)]);
        Assert.Empty(result.Problems);
        Assert.Equal("acme", result.Provider!.Id);
    }

    [Theory]
    [InlineData("Größe 日本語")]
    [InlineData("🚀🚀")]
    [InlineData("e\u0301")]
    public void Read_NonAscii_ColumnsCountUtf16Units(string name)
    {
        string text = $$"""{ "provider": { "name": "{{name}}", "nosuch": 1 } }""";
        MetadataProblem problem = MetadataReader.Read(text).Problems.Single(candidate => candidate.Rule == MetadataRules.UnknownProperty);
        Assert.Equal(text.IndexOf("\"nosuch\"", StringComparison.Ordinal) + 1, problem.Column);
        Assert.Equal("\"nosuch\"".Length, problem.Length);
        Assert.Equal("\"nosuch\"", text.Substring(problem.Start, problem.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("\"text\"")]
    [InlineData("{}{}")]
    [InlineData("\uFEFF{}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"a\":\"\\u")]
    public void Read_NoMetadataAtAll_IsAnErrorAndNoException(string text)
    {
        MetadataResult result = MetadataReader.Read(text);
        Assert.Null(result.Provider);
        Assert.Contains(result.Problems, problem => problem.Rule.IsError);
    }

    [Fact]
    public void Read_PathsNameAPlainFieldOfTheCredential_AreTaken()
    {
        string text = Sample.With("\"secret\": true,", "\"secret\": false,").Replace("\"path\": \"/whoami\"", "\"path\": \"/keys/{apiKey}?full=1\"", StringComparison.Ordinal)
            .Replace("/shelves/{shelf}/", "/shelves/{shelf}/{apiKey}/", StringComparison.Ordinal);
        Assert.Equal([MetadataRules.UnmarkedSecret], MetadataReader.Read(text).Problems.Select(problem => problem.Rule));
    }

    [Theory]
    [InlineData("text", "string")]
    [InlineData("textarea", "string")]
    [InlineData("select", "string")]
    [InlineData("multiselect", "array")]
    [InlineData("date", "date")]
    [InlineData("email", "string")]
    [InlineData("url", "string")]
    [InlineData("password", "string")]
    [InlineData("json", "json")]
    [InlineData("apiLookup", "string")]
    public void Read_FieldTypeOfThorApi_HasTheTypeOfItsValue(string word, string type)
    {
        MetadataResult result = MetadataReader.Read(Sample.With("\"colour\", \"type\": \"string\"", $"\"colour\", \"type\": \"{word}\""));
        Assert.Empty(result.Problems);
        Assert.Equal(type, result.Provider!.Modules[0].Inputs.Single(input => input.Name == "colour").Type);
    }

    [Theory]
    [InlineData("integer", "\"7\"", "7")]
    [InlineData("integer", "7", "7")]
    [InlineData("number", "\"0.5\"", "0.5")]
    [InlineData("boolean", "\"true\"", "true")]
    [InlineData("text", "\"a\"", "a")]
    [InlineData("integer", "\"\"", null)]
    [InlineData("array", "\"[]\"", "[]")]
    [InlineData("array", "[]", "[]")]
    public void Read_DefaultValueOfThorApi_MayBeInQuotes(string type, string written, string? read)
    {
        MetadataResult result = MetadataReader.Read(
            Sample.With("\"colour\", \"type\": \"string\", \"description\": \"Colour.\", \"allowedValues\": [\"red\", \"green\"]", $"\"colour\", \"type\": \"{type}\", \"defaultValue\": {written}"));
        Assert.Empty(result.Problems);
        Assert.Equal(read, result.Provider!.Modules[0].Inputs.Single(input => input.Name == "colour").Default);
    }

    [Fact]
    public void Read_ValuesOfThorApi_AreTheAllowedValues() =>
        Assert.Equal(["red", "green"], MetadataReader.Read(Sample.With("\"allowedValues\"", "\"values\"")).Provider!.Modules[0].Inputs.Single(input => input.Name == "colour").AllowedValues);

    [Fact]
    public void Read_TooManyBytes_IsOneErrorAndNothingElse()
    {
        MetadataResult result = MetadataReader.Read(new string('[', MetadataReader.MaxBytes + 1));
        Assert.Equal(MetadataRules.TooLarge, Assert.Single(result.Problems).Rule);
    }

    [Fact]
    public void Read_ManyProblems_AreCappedAndInTheOrderOfTheText()
    {
        string unknown = string.Join(", ", Enumerable.Range(0, 500).Select(number => $"\"nosuch{number}\": 1"));
        MetadataResult result = MetadataReader.Read($"{{ \"provider\": {{}}, {unknown} }}");
        Assert.Equal(100, result.Problems.Count(problem => problem.Rule.IsError));
        Assert.Equal(result.Problems.Select(problem => problem.Start).Order(), result.Problems.Select(problem => problem.Start));
    }

    [Fact]
    public void Messages_RepeatNoValueOfTheFile()
    {
        const string Canary = "canary-7d1f93e2";
        string text = Sample.With("#44AA88", Canary).Replace("\"scheme\": \"header\"", $"\"scheme\": \"{Canary}\"", StringComparison.Ordinal)
            .Replace("https://api.acme.example/v2", Canary, StringComparison.Ordinal).Replace("\"icon\"", $"\"{Canary}<b>\"", StringComparison.Ordinal);
        MetadataResult result = MetadataReader.Read(text);
        Assert.True(result.Problems.Count >= 4);
        Assert.All(result.Problems, problem => Assert.DoesNotContain(Canary, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_SameTextTwice_IsEqual() => Assert.Equal(MetadataReader.Read(Sample.Json), MetadataReader.Read(Sample.Json));
}
