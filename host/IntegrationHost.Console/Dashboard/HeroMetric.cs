using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>One hero block.</summary>
/// <param name="Value">The number, with its sign where one is due.</param>
/// <param name="Label">What it counts.</param>
/// <param name="Short">The label where there is little room.</param>
/// <param name="Color">Colour of the block.</param>
internal sealed record HeroMetric(string Value, string Label, string Short, Rgb Color);
