namespace IntegrationHost.Console.Settings;

/// <summary>A filter of a table that was given a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">The filter's text.</param>
/// <param name="Sort">Title of the column that the rows are sorted by; <c>null</c> leaves the order as it is.</param>
/// <param name="Reversed">Whether the order is reversed.</param>
internal sealed record SavedFilter(string Name, string Text, string? Sort = null, bool Reversed = false);
