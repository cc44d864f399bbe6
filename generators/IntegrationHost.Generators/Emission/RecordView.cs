using System;
using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Naming;
using Scriban.Runtime;

namespace IntegrationHost.Generators.Emission;

/// <summary>A class of typed values: inputs, outputs, or an object within them, with the enums and classes that it needs beside it.</summary>
internal sealed class RecordView
{
    /// <summary>Names that a record has already, or that its own code says as a simple name.</summary>
    private static readonly string[] OwnNames =
    [
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals", "Validate", "Read", "ToJson",
        "InputRules", "OutputWriter", "Guid", "TimeSpan", "DateOnly", "DateTimeOffset", "StringBuilder", "PrintMembers", "EqualityContract", "Clone",
    ];

    private readonly HashSet<string> types;
    private readonly HashSet<string> taken;
    private readonly List<EnumView> enums = [];
    private readonly List<RecordView> nested = [];
    private readonly List<ScriptObject> members = [];
    private readonly string doc;
    private readonly string stem;
    private readonly string reader;

    /// <param name="className">Name of the class, already among the types.</param>
    /// <param name="stem">What the names of further types begin with.</param>
    /// <param name="doc">What it is.</param>
    /// <param name="reader">Class that reads it: <c>InputReader</c> or <c>OutputReader</c>.</param>
    /// <param name="types">Names of types that are taken.</param>
    public RecordView(string className, string stem, string doc, string reader, HashSet<string> types)
    {
        ClassName = className;
        this.stem = stem;
        this.doc = doc;
        this.reader = reader;
        this.types = types;
        taken = new HashSet<string>(OwnNames.Append(className), StringComparer.OrdinalIgnoreCase);
    }

    public string ClassName { get; }

    /// <summary>A property name that is still free.</summary>
    public string Property(string name) => CSharpText.Distinct(CSharpText.Identifier(name, "Field"), taken);

    /// <summary>A name for a private field that is still free.</summary>
    public string Field(string name) => CSharpText.Distinct(name, taken);

    /// <summary>An enum of these words.</summary>
    public EnumView Enum(string property, string description, IEnumerable<string> words)
    {
        var view = new EnumView(TypeName(property), Field(property + "Words"), description, words);
        enums.Add(view);
        return view;
    }

    /// <summary>The type of a value: as its shape says, or else as its type does.</summary>
    public TypeView Type(string type, ShapeMetadata? shape, string property, string description) =>
        shape is { IsTyped: true } ? Shaped(shape, property, description, 0) : TypeView.Of(type);

    /// <summary>Adds a property.</summary>
    /// <param name="property">Name in C#.</param>
    /// <param name="name">Name on the wire.</param>
    /// <param name="path">Where it is read from; the name, unless an answer has it elsewhere.</param>
    /// <param name="type">Its type.</param>
    /// <param name="description">One sentence.</param>
    /// <param name="required">Whether it must be there.</param>
    /// <param name="initial">The value it has if none is given, or <c>null</c>.</param>
    public void Add(string property, string name, string path, TypeView type, string description, bool required, string? initial)
    {
        string read = type.Read("reader", CSharpText.Literal(path));
        bool mark = required && initial is null;
        members.Add(new ScriptObject
        {
            ["property"] = property,
            ["type"] = initial is not null ? type.Name : mark ? "required " + type.Name : type.Name + "?",
            ["read"] = initial is not null ? $"{read} ?? {initial}" : mark ? $"reader.Required({CSharpText.Literal(name)}, {read})" : read,
            ["initial"] = initial is not null ? $" = {initial};" : "",
            ["write"] = $".Add({CSharpText.Literal(name)}, {type.Write(property)})",
            ["doc"] = Layout.Summary("    ", CSharpText.Documentation(description, CSharpText.Words(name))),
        });
    }

    /// <summary>The class as the template shows it.</summary>
    /// <param name="contract">The interface it implements.</param>
    /// <param name="patterns">Patterns by the name of their field.</param>
    /// <param name="rules">Statements that check the values; <c>null</c> for a class that checks nothing.</param>
    public ScriptObject ToScript(string contract, IEnumerable<ScriptObject> patterns, IEnumerable<string>? rules) => new()
    {
        ["class_name"] = ClassName,
        ["contract"] = contract,
        ["doc"] = Layout.Summary("", CSharpText.Documentation(doc, CSharpText.Words(ClassName))),
        ["reader"] = reader,
        ["members"] = ProviderView.Array(members),
        ["enums"] = ProviderView.Array(enums.Select(view => view.ToScript())),
        ["patterns"] = ProviderView.Array(patterns),
        ["checks"] = rules is not null,
        ["rules"] = ProviderView.Array(rules ?? []),
    };

    /// <summary>This class and those within it.</summary>
    public IEnumerable<RecordView> Nested => nested.SelectMany(view => view.Nested.Prepend(view));

    private TypeView Shaped(ShapeMetadata shape, string property, string description, int depth) => shape switch
    {
        { Type: ValueTypes.Object, Properties.Count: > 0 } => TypeView.Record(Object(shape, property, description)),
        { Type: ValueTypes.Array, Items: { Type: ValueTypes.String, AllowedValues.Count: > 0 } words } => TypeView.Enums(Enum(property, description, words.AllowedValues), depth),
        { Type: ValueTypes.Array, Items: { } items } => TypeView.List(Shaped(items, items.Type == ValueTypes.Object ? property + "Item" : property, description, depth + 1), depth),
        { Type: ValueTypes.String, AllowedValues.Count: > 0 } => TypeView.Enum(Enum(property, description, shape.AllowedValues)),
        _ => TypeView.Of(shape.Type),
    };

    /// <summary>A name for a type that neither a type nor a property of this class has: within the class, the property would be meant.</summary>
    private string TypeName(string property)
    {
        string name = CSharpText.Distinct(stem + property, types);
        while (!taken.Add(name))
        {
            name = CSharpText.Distinct(stem + property, types);
        }

        return name;
    }

    private string Object(ShapeMetadata shape, string property, string description)
    {
        string name = TypeName(property);
        var record = new RecordView(name, name, description, reader, types);
        foreach (PropertyMetadata member in shape.Properties)
        {
            string own = record.Property(member.Name);
            record.Add(own, member.Name, member.Name, record.Shaped(member.Shape, own, member.Description, 0), member.Description, member.Required && reader == "InputReader", null);
        }

        nested.Add(record);
        return name;
    }
}
