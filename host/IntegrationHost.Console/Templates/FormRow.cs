using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Templates;

/// <summary>A row of a form: a control, its label, and the field it edits.</summary>
/// <param name="control">The control.</param>
/// <param name="label">Label on its left.</param>
/// <param name="field">The field; <c>null</c> if it edits none.</param>
/// <param name="height">Lines of the control.</param>
internal sealed class FormRow(FormControl control, string label, FormField? field, int height)
{
    /// <summary>The control.</summary>
    public FormControl Control { get; } = control;

    /// <summary>Label on its left.</summary>
    public string Label { get; } = label;

    /// <summary>The field; <c>null</c> if it edits none.</summary>
    public FormField? Field { get; } = field;

    /// <summary>Lines of the control.</summary>
    public int Height { get; } = height;

    /// <summary>First line within the form.</summary>
    public int Top { get; set; }

    /// <summary>Lines that what is said of the field takes beyond the first.</summary>
    public int Extra { get; set; }

    /// <summary>Lines it takes: below a field stands what is to be said of it, below a list a gap.</summary>
    public int Lines => Height + (Field is not null || Height > 1 ? 1 : 0) + Extra;
}
