using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Dashboard;

/// <summary>One hero block: a number, and the door to the list behind it.</summary>
/// <param name="Door">The door.</param>
/// <param name="Value">The number, with its sign where one is due.</param>
/// <param name="Label">What it counts.</param>
/// <param name="Short">The label where there is little room.</param>
/// <param name="Color">Colour of the block.</param>
internal sealed record HeroMetric(HeroDoor Door, string Value, string Label, string Short, Rgb Color)
{
    /// <summary>What the number is made of, shown where there is room; empty if nothing is to be said.</summary>
    public string Detail { get; init; } = "";
}
