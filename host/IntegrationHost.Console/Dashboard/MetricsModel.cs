using IntegrationHost.Console.Commands;

namespace IntegrationHost.Console.Dashboard;

/// <summary>The metrics with the letter that opens the list behind each.</summary>
/// <param name="data">Reads the newest data.</param>
internal sealed class MetricsModel(Func<LiveData?> data) : OverlayModel
{
    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Metrics;

    /// <summary>The blocks.</summary>
    public IReadOnlyList<HeroMetric> Blocks => HeroModel.Blocks(data()?.Hero);

    /// <summary>Accounts that have expired; they share a block with those that soon will.</summary>
    public int? Expired => data()?.Hero.Expired;

    /// <summary>The door that was chosen.</summary>
    public event Action<HeroDoor>? Chosen;

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        if (command == "metrics.close")
        {
            Close();
            return true;
        }

        if (HeroDoor.All.FirstOrDefault(door => command == $"hero.{door.Id}") is not { } door)
            return false;
        Close();
        Chosen?.Invoke(door);
        return true;
    }
}
