using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Controls;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">Type of a row.</typeparam>
/// <param name="Title">Heading.</param>
/// <param name="Width">Columns it takes.</param>
/// <param name="Rank">Which columns go first where there is no room: the highest.</param>
/// <param name="Text">Its text.</param>
/// <param name="Color">Its colour.</param>
internal sealed record GridColumn<T>(string Title, int Width, int Rank, Func<T, string> Text, Func<T, Rgb> Color);
