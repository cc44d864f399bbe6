using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>A short message that goes away by itself.</summary>
/// <param name="Text">The message, with its sign.</param>
/// <param name="Color">Colour.</param>
/// <param name="Until">When it goes away.</param>
internal sealed record Toast(string Text, Rgb Color, DateTimeOffset Until);
