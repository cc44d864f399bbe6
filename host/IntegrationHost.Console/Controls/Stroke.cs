using Attribute = Terminal.Gui.Drawing.Attribute;

namespace IntegrationHost.Console.Controls;

/// <summary>Text at a place of a view, and how it looks. Equal strokes in the same order are the same picture.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
/// <param name="Text">The text; already cleaned and cut.</param>
/// <param name="Look">Colours and style.</param>
internal readonly record struct Stroke(int X, int Y, string Text, Attribute Look);
