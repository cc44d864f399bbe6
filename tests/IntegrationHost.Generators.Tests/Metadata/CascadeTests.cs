using System.Text.Json;
using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Reading;

namespace IntegrationHost.Generators.Tests.Metadata;

/// <summary>One mistake is one message: what was misspelt is read as what was meant, and what follows from a mistake is not told.</summary>
public sealed class CascadeTests
{
    [Theory]
    [InlineData("\"credentialKinds\": [", "\"credentailKinds\": [", "Did you mean \"credentialKinds\"?")]
    [InlineData("\"modules\": [", "\"moduels\": [", "Did you mean \"modules\"?")]
    [InlineData("\"provider\": {", "\"provder\": {", "Did you mean \"provider\"?")]
    [InlineData("\"verifications\": {", "\"verification\": {", "Did you mean \"verifications\"?")]
    [InlineData("\"moduleClass\"", "\"moduleclass\"", "Did you mean \"moduleClass\"?")]
    [InlineData("\"inputs\": [", "\"input\": [", "Did you mean \"inputs\"?")]
    [InlineData("\"operation\": {", "\"opration\": {", "Did you mean \"operation\"?")]
    [InlineData("\"method\": \"POST\"", "\"methd\": \"POST\"", "Did you mean \"method\"?")]
    [InlineData("\"allowedHosts\": [", "\"allowedHost\": [", "Did you mean \"allowedHosts\"?")]
    [InlineData("\"fields\": [", "\"feilds\": [", "Did you mean \"fields\"?")]
    public void Property_Misspelt_IsTheOnlyMessage(string right, string wrong, string words)
    {
        MetadataProblem[] problems = [.. MetadataReader.Read(Sample.With(right, wrong)).Problems];

        Assert.All(problems, problem => Assert.Equal(MetadataRules.UnknownProperty, problem.Rule));
        Assert.All(problems, problem => Assert.Contains(words, problem.Message, StringComparison.Ordinal));
        Assert.NotEmpty(problems);
    }

    [Theory]
    [InlineData("\"provider\": {", "\"provider\": [], \"_\": {", 2)]
    [InlineData("\"credentialKinds\": [\"api-key\"]", "\"credentialKinds\": [\"api-kez\"]", 1)]
    [InlineData("\"icon\": \"A\"", "\"icon\": 7", 1)]
    public void Mistake_HasNoFollowers(string right, string wrong, int messages) =>
        Assert.Equal(messages, MetadataReader.Read(Sample.With(right, wrong)).Problems.Count);

    [Fact]
    public void List_OfNoModules_IsToldOnce() =>
        Assert.Contains("every other entry", Assert.Single(MetadataReader.Read("""["a.B", "c.D", "e.F"]""").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Words_OfTheSchema_AreAllKnown()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Sample.RepositoryRoot, "templates", "provider", "execmodules.schema.json")));
        Assert.Empty(Names(schema.RootElement).Where(name => !FormatWords.Contains(name)).Distinct());
    }

    private static IEnumerable<string> Names(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(member => Names(member.Value)
            .Concat(member.Name == "properties" && member.Value.ValueKind == JsonValueKind.Object ? member.Value.EnumerateObject().Select(property => property.Name) : [])),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}
