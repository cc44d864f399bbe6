using IntegrationHost.Metadata;
using IntegrationHost.Metadata.Comparison;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Generators.Tests.Metadata;

/// <summary>What a newer version of the metadata changes, and what of it breaks.</summary>
public sealed class ComparisonTests
{
    private const string Inputs = """{ "name": "channel", "type": "text", "description": "Where.", "required": true }, { "name": "tone", "type": "select", "values": ["calm", "loud"] }""";

    [Theory]
    [InlineData("""{ "name": "channel", "type": "text", "description": "Where.", "required": true }""", ChangeKind.Removed, "input tone", true)]
    [InlineData(Inputs + """, { "name": "extra", "type": "text" }""", ChangeKind.Added, "input extra", false)]
    [InlineData(Inputs + """, { "name": "extra", "type": "text", "required": true }""", ChangeKind.Added, "input extra", true)]
    [InlineData("""{ "name": "target", "type": "text", "description": "Where.", "required": true }, { "name": "tone", "type": "select", "values": ["calm", "loud"] }""", ChangeKind.Renamed, "input target", true)]
    [InlineData("""{ "name": "channel", "type": "text", "description": "Where.", "required": true }, { "name": "tone", "type": "select", "values": ["calm"] }""", ChangeKind.Changed, "input tone", true)]
    [InlineData("""{ "name": "channel", "type": "text", "description": "Where.", "required": true }, { "name": "tone", "type": "select", "values": ["calm", "loud", "shrill"] }""", ChangeKind.Changed, "input tone", false)]
    [InlineData("""{ "name": "channel", "type": "number", "description": "Where.", "required": true }, { "name": "tone", "type": "select", "values": ["calm", "loud"] }""", ChangeKind.Changed, "input channel", true)]
    [InlineData("""{ "name": "channel", "type": "text", "description": "Where it goes.", "required": true }, { "name": "tone", "type": "select", "values": ["calm", "loud"] }""", ChangeKind.Changed, "input channel", false)]
    public void Input_Changed_SaysWhatAndWhetherItBreaks(string inputs, ChangeKind kind, string member, bool breaking)
    {
        MetadataChange change = Assert.Single(MetadataComparison.Compare(Modules(Module("com.a.SendModule", Inputs)), Modules(Module("com.a.SendModule", inputs))));

        Assert.Equal((kind, "com.a.SendModule", member, breaking), (change.Kind, change.ModuleClass, change.Member, change.Breaking));
    }

    [Fact]
    public void Module_GoneAndNew_AreSaidAndTheGoneOneBreaks()
    {
        IReadOnlyList<MetadataChange> changes = MetadataComparison.Compare(
            Modules(Module("com.a.SendModule", Inputs)), Modules("""[{ "moduleClass": "com.a.OtherModule" }]"""));

        Assert.Contains(changes, change => change is { Kind: ChangeKind.Removed, ModuleClass: "com.a.SendModule", Breaking: true });
        Assert.Contains(changes, change => change is { Kind: ChangeKind.Added, ModuleClass: "com.a.OtherModule", Breaking: false });
    }

    [Fact]
    public void Module_InAnotherPackage_IsRenamedAndStillFound()
    {
        MetadataChange change = Assert.Single(MetadataComparison.Compare(Modules(Module("com.a.SendModule", Inputs)), Modules(Module("com.b.SendModule", Inputs))));

        Assert.Equal((ChangeKind.Renamed, "com.b.SendModule", false), (change.Kind, change.ModuleClass, change.Breaking));
    }

    [Fact]
    public void Same_HasNoChanges() => Assert.Empty(MetadataComparison.Compare(Modules(Module("com.a.SendModule", Inputs)), Modules(Module("com.a.SendModule", Inputs))));

    private static string Module(string moduleClass, string inputs) => $$"""[{ "moduleClass": "{{moduleClass}}", "moduleType": "Send", "name": "Send", "category": "Messages", "description": "Sends.", "inputs": [{{inputs}}] }]""";

    private static EquatableArray<ModuleMetadata> Modules(string text) => MetadataReader.Read(text, "a").Provider!.Modules;
}
