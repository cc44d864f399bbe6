using System.Globalization;
using IntegrationHost.Generators.Tests.Samples;
using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Services;
using IntegrationHost.Metadata.Writing;

namespace IntegrationHost.Generators.Tests.Metadata;

/// <summary>Metadata as ThorAPI servers publish it: every envelope, with anything missing, and credentials by hint.</summary>
public sealed class PublishedTests
{
    private const string One = """{ "moduleClass": "com.a.OneModule", "inputs": [{ "name": "x", "type": "text" }] }""";
    private const string Two = """{ "moduleClass": "com.a.TwoModule", "title": "Two", "fields": [{ "name": "y", "type": "number" }] }""";

    [Theory]
    [InlineData($"[{One}, {Two}]")]
    [InlineData($$"""{ "modules": [{{One}}, {{Two}}] }""")]
    [InlineData($$"""{ "metadata": [{{One}}, {{Two}}], "stats": { "totalModules": 2 } }""")]
    [InlineData($$"""{ "data": { "modules": [{{One}}, {{Two}}] } }""")]
    [InlineData($$"""{ "content": [{{One}}, {{Two}}], "totalElements": 2, "pageable": {} }""")]
    [InlineData("""{ "com.a.OneModule": { "inputs": [{ "name": "x", "type": "text" }] }, "com.a.TwoModule": { "fields": [{ "name": "y", "type": "number" }] } }""")]
    [InlineData($$"""{ "modules": { "com.a.OneModule": {{One}}, "com.a.TwoModule": {{Two}} } }""")]
    [InlineData($$"""{ "Communication": [{{One}}], "Data": [{{Two}}] }""")]
    [InlineData($$"""{ "registry": [{{One}}, {{Two}}], "count": 2 }""")]
    public void Envelope_AnyThatServersUse_HasItsModules(string text)
    {
        ProviderMetadata provider = Provider(text);

        Assert.Equal(["com.a.OneModule", "com.a.TwoModule"], provider.Modules.Select(module => module.ModuleClass));
        Assert.Equal(["x", "y"], provider.Modules.SelectMany(module => module.Inputs).Select(input => input.Name));
    }

    [Fact]
    public void Module_WithNothingButAClass_IsNamedByIt()
    {
        ModuleMetadata module = Assert.Single(Provider("""[{ "moduleClass": "com.valkyrlabs.workflow.modules.quality.DataScrubberModule" }]""").Modules);

        Assert.Equal("Data Scrubber", module.Name);
        Assert.Equal("DataScrubber", module.ModuleType);
        Assert.Equal("Quality", module.Category);
        Assert.Empty(module.Inputs);
        Assert.False(module.NeedsCredential);
    }

    [Theory]
    [InlineData("text", "string", "")]
    [InlineData("number", "number", "")]
    [InlineData("integer", "integer", "")]
    [InlineData("select", "string", "select")]
    [InlineData("multiselect", "array", "multiselect")]
    [InlineData("textarea", "string", "textarea")]
    [InlineData("date", "date", "")]
    [InlineData("datetime", "datetime", "")]
    [InlineData("object", "object", "")]
    [InlineData("array", "array", "")]
    [InlineData("boolean", "boolean", "")]
    [InlineData("email", "string", "email")]
    [InlineData("url", "string", "url")]
    [InlineData("password", "string", "password")]
    [InlineData("json", "json", "")]
    [InlineData("apiLookup", "string", "apiLookup")]
    [InlineData("TEXT", "string", "")]
    [InlineData("java.lang.Integer", "integer", "")]
    [InlineData("String[]", "array", "")]
    [InlineData("List<String>", "array", "")]
    [InlineData("Map", "object", "")]
    public void FieldType_Known_IsReadWithoutANote(string type, string value, string control)
    {
        MetadataResult result = MetadataReader.Read($$"""[{ "moduleClass": "a.B", "inputs": [{ "name": "x", "type": "{{type}}" }] }]""", "a");
        InputMetadata input = Assert.Single(Assert.Single(result.Provider!.Modules).Inputs);

        Assert.Empty(result.Problems);
        Assert.Equal(value, input.Type);
        Assert.Equal(control, input.Presentation.Control);
    }

    [Fact]
    public void FieldType_Unknown_IsTextWithANoteAtItsPlace()
    {
        const string text = """[{ "moduleClass": "a.B", "inputs": [{ "name": "x", "type": "colour" }] }]""";
        MetadataResult result = MetadataReader.Read(text, "a");
        MetadataProblem note = Assert.Single(result.Problems);

        Assert.Equal(("IHG019", text.IndexOf("\"colour\"", StringComparison.Ordinal) + 1), (note.Rule.Id, note.Column));
        Assert.Equal(ValueTypes.String, Assert.Single(Assert.Single(result.Provider!.Modules).Inputs).Type);
    }

    [Theory]
    [InlineData("""{ "name": "x", "type": "number", "defaultValue": "many" }""", "no value of type number")]
    [InlineData("""{ "name": "x", "type": "select", "values": ["a"], "defaultValue": "b" }""", "none of the allowed values")]
    [InlineData("""{ "name": "x", "type": "text", "validation": "^(?=a)b$" }""", "linear time")]
    [InlineData("""{ "name": "x", "type": "text", "validation": "required|email" }""", "checked by ThorAPI only")]
    [InlineData("""{ "name": "x", "sensitive": true, "defaultValue": "s3cret" }""", "no default that everyone may read")]
    [InlineData("""{ "name": "", "type": "text" }""", "no name")]
    [InlineData("""{ "name": "x", "type": "number", "min": 9, "max": 1 }""", "any is taken")]
    [InlineData("""{ "name": "x", "type": "integer", "min": 1, "max": 9, "defaultValue": 50 }""", "lies outside")]
    [InlineData("""{ "name": "x", "maxLength": 2, "defaultValue": "long" }""", "shorter or longer")]
    [InlineData("""{ "name": "x", "validation": "^[a-z]+$", "defaultValue": "UP" }""", "does not match")]
    [InlineData("""{ "name": "x", "type": "datetime", "defaultValue": "now" }""", "no value of type datetime")]
    [InlineData("""{ "name": "x", "type": "array", "defaultValue": ["a"] }""", "a list or an object has no default here")]
    [InlineData("""{ "name": "x", "required": true, "visibleIf": "a > 1 && b" }""", "always shown and never demanded")]
    [InlineData("""{ "name": "x", "description": "a\u202Eb" }""", "the character was left out")]
    [InlineData("""{ "name": "x" }, { "name": "x" }""", "has its name")]
    public void Part_ThatCannotBeUsed_IsLeftOutWithANote(string inputs, string says)
    {
        MetadataResult result = MetadataReader.Read($$"""[{ "moduleClass": "a.B", "inputs": [{{inputs}}] }]""", "a");
        MetadataProblem note = Assert.Single(result.Problems);

        Assert.NotNull(result.Provider);
        Assert.Equal("IHG020", note.Rule.Id);
        Assert.Contains(says, note.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", note.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("integer", "1.0", "1")]
    [InlineData("integer", "\"1e3\"", "1000")]
    [InlineData("number", "\"+5\"", "5")]
    [InlineData("boolean", "\"TRUE\"", "true")]
    [InlineData("date", "\"2026-01-31\"", "2026-01-31")]
    [InlineData("datetime", "\"2026-01-31T08:00:00.5+05:30\"", "2026-01-31T08:00:00.5+05:30")]
    [InlineData("array", "\"[]\"", null)]
    [InlineData("object", "{}", null)]
    public void Default_InTheServersNotation_IsTakenWithoutANote(string type, string written, string? value)
    {
        MetadataResult result = MetadataReader.Read($$"""[{ "moduleClass": "a.B", "inputs": [{ "name": "x", "type": "{{type}}", "defaultValue": {{written}} }] }]""", "a");

        Assert.Empty(result.Problems);
        Assert.Equal(value, Assert.Single(Assert.Single(result.Provider!.Modules).Inputs).Default);
    }

    [Theory]
    [InlineData("""["a", "b", "a"]""")]
    [InlineData("\"a, b\"")]
    [InlineData("\"a|b\"")]
    [InlineData("\"['a', 'b']\"")]
    [InlineData("""[{ "label": "A", "value": "a" }, { "id": "b" }]""")]
    [InlineData("""{ "a": "The first", "b": "The second" }""")]
    public void AllowedValues_InAnyNotation_AreTheWords(string written) =>
        Assert.Equal(["a", "b"], Assert.Single(Assert.Single(Provider($$"""[{ "moduleClass": "a.B", "inputs": [{ "name": "x", "type": "select", "values": {{written}} }] }]""").Modules).Inputs).AllowedValues);

    [Theory]
    [InlineData("""{ "input": "action", "in": ["create"] }""")]
    [InlineData("""{ "field": "action", "equals": "create" }""")]
    [InlineData("""{ "action": "create" }""")]
    [InlineData("""{ "action": ["create"] }""")]
    [InlineData("\"action == 'create'\"")]
    [InlineData("\"action=create\"")]
    public void Visibility_InAnyNotation_IsACondition(string written)
    {
        InputMetadata input = Assert.Single(Provider($$"""[{ "moduleClass": "a.B", "inputs": [{ "name": "action" }, { "name": "x", "required": true, "showIf": {{written}} }] }]""").Modules).Inputs[1];

        Assert.Equal(new VisibilityMetadata("action", new EquatableArray<string>(["create"])), input.Presentation.VisibleWhen);
        Assert.True(input.Required);
    }

    [Fact]
    public void Schema_AsTheTextOfItsJson_IsRead()
    {
        InputMetadata input = Assert.Single(Assert.Single(Provider("""[{ "moduleClass": "a.B", "inputs": [{ "name": "x", "type": "object", "schema": "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}}}" }] }]""").Modules).Inputs);

        Assert.Equal("id", Assert.Single(input.Shape!.Properties).Name);
    }

    [Fact]
    public void Class_ThatDiffersInCaseOnly_IsLeftOutWithANote()
    {
        MetadataResult result = MetadataReader.Read("""[{ "moduleClass": "ZoomMeetingModule" }, { "moduleClass": "zoomMeetingModule" }]""", "a");

        Assert.Equal("IHG020", Assert.Single(result.Problems).Rule.Id);
        Assert.Equal("ZoomMeetingModule", Assert.Single(result.Provider!.Modules).ModuleClass);
    }

    [Fact]
    public void Entry_OfAMapThatIsNoObject_IsToldByItsClass() =>
        Assert.StartsWith("com.a.OneModule must be an object", Assert.Single(MetadataReader.Read($$"""{ "com.a.OneModule": "x", "com.a.TwoModule": {{Two}} }""", "a").Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Exceptions_AsTextsOrMap_AreErrors() => Assert.Equal(
        ["TimeoutException", "java.io.IOException"],
        ((string[])["""["TimeoutException", "java.io.IOException"]""", """{ "TimeoutException": { "cause": "Slow." }, "java.io.IOException": {} }"""])
            .SelectMany(written => Assert.Single(Provider($$"""[{ "moduleClass": "a.B", "exceptions": {{written}} }]""").Modules).Errors).Select(error => error.Code).Distinct());

    [Theory]
    [InlineData("com.x.social.ZoomMeetingModule", "", true, "zoom")]
    [InlineData("zoomMeetingModule", "", true, "zoom")]
    [InlineData("social.x.post", "", true, "x")]
    [InlineData("com.x.XmlConverterModule", "", false, null)]
    [InlineData("com.x.StripedRowsModule", "", false, null)]
    [InlineData("com.x.LooperModule", """, "behavior": { "requiresNetwork": true }""", false, null)]
    [InlineData("com.x.ThingModule", "", false, null)]
    [InlineData("com.x.ThingModule", """, "behavior": { "requiresNetwork": true }""", true, "account")]
    [InlineData("com.x.ThingModule", """, "config": [{ "name": "token", "sensitive": true }]""", true, "account")]
    [InlineData("com.x.ThingModule", """, "integrationAccount": { "accountName": "A", "required": true, "fields": ["apiKey"] }""", true, "account")]
    [InlineData("com.x.ThingModule", """, "behavior": { "requiresNetwork": true }, "integrationAccount": { "required": false }""", false, null)]
    public void Credential_ByHints_IsNeededOnlyWhereSomethingSaysSo(string moduleClass, string rest, bool needed, string? kind)
    {
        ModuleMetadata module = Assert.Single(Provider($$"""[{ "moduleClass": "{{moduleClass}}"{{rest}} }]""").Modules);

        Assert.Equal(needed, module.NeedsCredential);
        Assert.Equal(kind is null ? [] : [kind], module.CredentialKinds);
    }

    [Fact]
    public void Written_AndReadAgain_IsTheSame()
    {
        foreach (ProviderMetadata provider in PublishedGroups.Split(Provider(Sample.Harbor)))
        {
            MetadataResult again = MetadataReader.Read(MetadataWriter.Write(provider), provider.Id);

            Assert.Empty(again.Problems);
            Assert.Equal(MetadataWriter.Write(provider), MetadataWriter.Write(again.Provider!));
            Assert.Equal(provider.Modules, again.Provider!.Modules);
            Assert.Equal(provider.CredentialKinds, again.Provider.CredentialKinds);
        }
    }

    [Fact]
    public void Written_OnAnyCultureOrderAndLineEnding_IsTheSameBytes()
    {
        var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        foreign.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "\u2212" };
        string expected = Files($"[{One}, {Two}, {Sample.Harbor.Trim().TrimStart('[')}");
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = foreign;
            Assert.Equal(expected, Files($"[{Two}, {One}, {Sample.Harbor.Trim().TrimStart('[')}".ReplaceLineEndings("\r\n")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Files(string text) => string.Join('\n', PublishedGroups.Split(Provider(text)).Select(provider => provider.Id + "\n" + MetadataWriter.Write(provider)));

    private static ProviderMetadata Provider(string text)
    {
        MetadataResult result = MetadataReader.Read(text, "thorapi" + MetadataReader.FileSuffix);
        Assert.DoesNotContain(result.Problems, problem => problem.Rule.IsError);
        return result.Provider!;
    }
}
