namespace IntegrationHost.Console.Templates;

/// <summary>Looks at a value that is not empty.</summary>
/// <param name="value">The value.</param>
/// <param name="typing">Whether it is still being typed, so that a beginning is no mistake yet.</param>
internal delegate FieldCheck FieldRule(ReadOnlySpan<char> value, bool typing);
