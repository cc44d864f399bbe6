using System.Collections.Generic;
using System.Linq;
using IntegrationHost.Metadata.Model;

namespace IntegrationHost.Generators.Emission;

/// <summary>Inputs and outputs as descriptors, each in one line: what is as by default is not said.</summary>
internal static class FieldView
{
    public static string Descriptor(InputMetadata input)
    {
        PresentationMetadata shown = input.Presentation;
        return Line(
        [
            ("Name", CSharpText.Literal(input.Name)),
            ("Type", CSharpText.Literal(input.Type)),
            ("Description", Text(input.Description)),
            ("Required", Flag(input.Required)),
            ("AllowedValues", List(input.AllowedValues)),
            ("Default", shown.Sensitive || input.Default is null ? null : CSharpText.Literal(input.Default)),
            ("Control", Text(shown.Control)),
            ("HelpText", Text(shown.HelpText)),
            ("Placeholder", Text(shown.Placeholder)),
            ("Group", Text(shown.Group)),
            ("Advanced", Flag(shown.Advanced)),
            ("Sensitive", Flag(shown.Sensitive)),
            ("Minimum", input.Minimum is null ? null : CSharpText.Decimal(input.Minimum)),
            ("Maximum", input.Maximum is null ? null : CSharpText.Decimal(input.Maximum)),
            ("Step", shown.Step is null ? null : CSharpText.Decimal(shown.Step)),
            ("Examples", List(shown.Examples)),
            ("VisibleWhen", shown.VisibleWhen is { } when ? $"new() {{ Input = {CSharpText.Literal(when.Input)}, Values = {CSharpText.Literals(when.Values)} }}" : null),
        ]);
    }

    public static string Descriptor(OutputMetadata output) => Line(
    [
        ("Name", CSharpText.Literal(output.Name)), ("Type", CSharpText.Literal(output.Type)), ("Description", Text(output.Description)),
    ]);

    /// <summary>Property and value pairs of those that say something.</summary>
    public static string Line(IEnumerable<(string Name, string? Value)> properties) =>
        string.Join(", ", properties.Where(property => property.Value is not null).Select(property => $"{property.Name} = {property.Value}"));

    public static string? Text(string text) => text.Length == 0 ? null : CSharpText.Literal(text);

    public static string? Flag(bool flag) => flag ? "true" : null;

    public static string? List(IReadOnlyCollection<string> texts) => texts.Count == 0 ? null : CSharpText.Literals(texts);
}
