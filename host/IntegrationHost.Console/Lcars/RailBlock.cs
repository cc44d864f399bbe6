using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Lcars;

/// <summary>A block of the rail.</summary>
/// <param name="Text">Key and name.</param>
/// <param name="Command">The command that a click runs.</param>
/// <param name="Color">Colour.</param>
/// <param name="IsActive">Whether it stands for what is shown.</param>
internal sealed record RailBlock(string Text, string Command, Rgb Color, Func<DashboardModel, bool> IsActive);
