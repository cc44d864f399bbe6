using IntegrationHost.Metadata.Model;
using IntegrationHost.Metadata.Naming;

namespace IntegrationHost.Generators.Emission;

/// <summary>Inputs and outputs as descriptors: what is as by default is not said.</summary>
internal static class FieldView
{
    private const string Indent = "            ";

    public static string Descriptor(InputMetadata input)
    {
        PresentationMetadata shown = input.Presentation;
        return Layout.Creation(
            Indent,
            ("Name", CodeValue.Literal(input.Name)),
            ("Type", CodeValue.Literal(input.Type)),
            ("Description", CodeValue.Text(input.Description)),
            ("Required", Flag(input.Required)),
            ("AllowedValues", CodeValue.Texts(input.AllowedValues)),
            ("Default", shown.Sensitive || input.Default is null ? CodeValue.None : CodeValue.Literal(input.Default)),
            ("Control", CodeValue.Text(shown.Control)),
            ("HelpText", CodeValue.Text(shown.HelpText)),
            ("Placeholder", CodeValue.Text(shown.Placeholder)),
            ("Group", CodeValue.Text(shown.Group)),
            ("Advanced", Flag(shown.Advanced)),
            ("Sensitive", Flag(shown.Sensitive)),
            ("Minimum", Number(input.Minimum)),
            ("Maximum", Number(input.Maximum)),
            ("Step", Number(shown.Step)),
            ("Examples", CodeValue.Texts(shown.Examples)),
            ("VisibleWhen", shown.VisibleWhen is { } when ? $"new() {{ Input = {CSharpText.Literal(when.Input)}, Values = {CSharpText.Literals(when.Values)} }}" : CodeValue.None));
    }

    public static string Descriptor(OutputMetadata output) => Layout.Creation(
        Indent, ("Name", CodeValue.Literal(output.Name)), ("Type", CodeValue.Literal(output.Type)), ("Description", CodeValue.Text(output.Description)));

    public static CodeValue Flag(bool flag) => flag ? "true" : CodeValue.None;

    private static CodeValue Number(string? number) => number is null ? CodeValue.None : CSharpText.Decimal(number);
}
