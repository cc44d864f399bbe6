using IntegrationHost.Metadata;

namespace IntegrationHost.Generators.Tests.Metadata;

/// <summary>What people type that is not JSON: one message, at the place to change, in words that say what to change.</summary>
public sealed class SyntaxTests
{
    /// <summary>The text with a mark before the place of the message, and words of the message.</summary>
    public static TheoryData<string, string> Broken => new()
    {
        { "{ \"a\": 1^, }", "A comma stands before a closing \"}\"" },
        { "[1^, ]", "A comma stands before a closing \"]\"" },
        { "{ \"a\": 1,^, \"b\": 2 }", "without a value before it" },
        { "[^, 1]", "without a value before it" },
        { "{ \"a\": ^, \"b\": 2 }", "without a value before it" },
        { "{ \"a\": ^}", "A value is missing here" },
        { "{ \"a\"^}", "A value is missing here" },
        { "{ \"größe 🚀\": \"1^\"\n  \"b\": 2 }", "A comma is missing after the value that ends here" },
        { "{ \"a\": [1]^\n", "ends too early: the \"{\" of line 1 is not closed" },
        { "[[1^] { \"b\": 2 }]", "A comma is missing" },
        { "{ \"a\": 1^2 \"b\": 2 }", "A comma is missing" },
        { "{ \"a\": ^/* why */ 1 }", "A comment begins here" },
        { "^# why\n{}", "A comment begins here" },
        { "{ ^'a': 1 }", "double quotes" },
        { "{ \"a\": ^'b' }", "double quotes" },
        { "{ ^a: 1 }", "A property name in double quotes is missing here" },
        { "{ \"a\": 1, ^b: 1 }", "A property name in double quotes is missing here" },
        { "{ ^“a”: 1 }", "typographic quotation mark" },
        { "{ \"a\" ^= 1 }", "separated by a colon" },
        { "{ \"a\" ^1 }", "separated by a colon" },
        { "{ \"a\": 1^; \"b\": 2 }", "A semicolon stands here" },
        { "{ \"a\": [1, 2^} }", "Put \"]\" here" },
        { "[{ \"a\": 1 ^]]", "Put \"}\" here" },
        { "{ \"a\": 1 }^}", "closes nothing" },
        { "{ \"a\": 1 }\n^{ \"a\": 1 }", "goes on after its end" },
        { "{ \"a\": ^True }", "true, false and null only" },
        { "{ \"a\": ^NaN }", "true, false and null only" },
        { "{ \"a\": ^undefined }", "true, false and null only" },
        { "{ \"a\": ^007 }", "not how JSON writes a number" },
        { "{ \"a\": ^+5 }", "not how JSON writes a number" },
        { "{ \"a\": ^.5 }", "not how JSON writes a number" },
        { "{ \"a\": ^0x1F }", "not how JSON writes a number" },
        { "{ \"a\": ^abc }", "A value is missing here: a text in double quotes" },
        { "{ \"a\": ^\"b,\n \"c\": 1 }", "is not closed on its line" },
        { "{ \"a\": ^\"b }", "is never closed" },
        { "{ \"a\": \"b^\u0001\" }", "A control character (U+0001)" },
        { "{ \"a\": \"C:\\^Temp\" }", "A backslash begins an escape" },
        { "^<!DOCTYPE html><html></html>", "like a web page" },
        { "^provider:\n  id: acme\n", "perhaps it is YAML" },
        { "^{\0\"\0a\0", "not text in UTF-8" },
        { "^ \n\t", "The file is empty" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Text_ThatIsNoJson_IsToldOnceWhereItGoesWrong(string marked, string words)
    {
        int place = marked.IndexOf('^', StringComparison.Ordinal);
        string text = marked.Remove(place, 1);

        MetadataProblem problem = Assert.Single(MetadataReader.Read(text).Problems);

        Assert.Equal(MetadataRules.NotJson, problem.Rule);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Equal((place, text[..place].Count(c => c == '\n') + 1), (problem.Start, problem.Line));
        Assert.Equal(place - (text[..place].LastIndexOf('\n') + 1) + 1, problem.Column);
    }

    [Fact]
    public void MarkOfUtf8_IsNoPartOfTheText() => Assert.Empty(MetadataReader.Read("\uFEFF[{ \"moduleClass\": \"a.B\" }]", "a").Problems);

    [Theory]
    [InlineData("""{ "status": 403, "error": "Forbidden", "message": "No." }""", "an error answer of a server")]
    [InlineData("""{ "openapi": "3.1.0", "info": {}, "paths": {} }""", "an OpenAPI description")]
    [InlineData("""{ "name": "x", "version": "1", "dependencies": {} }""", "a package.json")]
    [InlineData("""{ "token": "t", "authenticatedPrincipal": {} }""", "the answer to a login")]
    public void OtherJson_IsNamed(string text, string words)
    {
        MetadataProblem problem = Assert.Single(MetadataReader.Read(text).Problems);

        Assert.Equal(MetadataRules.UnknownShape, problem.Rule);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }
}
