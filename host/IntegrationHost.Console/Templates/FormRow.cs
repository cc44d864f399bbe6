using IntegrationHost.Console.Controls;

namespace IntegrationHost.Console.Templates;

/// <summary>A row of a form: a control, its label, and the field it edits.</summary>
/// <param name="Control">The control.</param>
/// <param name="Label">Label on its left.</param>
/// <param name="Field">The field; <c>null</c> if it edits none.</param>
/// <param name="Top">First line within the form.</param>
/// <param name="Height">Lines of the control.</param>
internal sealed record FormRow(FormControl Control, string Label, FormField? Field, int Top, int Height)
{
    /// <summary>Lines it takes: below a field stands what is to be said of it, below a list a gap.</summary>
    public int Lines => Height + (Field is not null || Height > 1 ? 1 : 0);
}
