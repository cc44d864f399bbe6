namespace IntegrationHost.Console.Dashboard;

/// <summary>The way from the dashboard to where the operator is. Each place is on it once, so that back leads home in a few steps.</summary>
internal sealed class Navigation
{
    private readonly List<Place> _way = [];

    /// <summary>Where the operator is; <c>null</c> on the dashboard.</summary>
    public Place? Here => _way.Count > 0 ? _way[^1] : null;

    /// <summary>The places on the way, the nearest to the dashboard first.</summary>
    public IReadOnlyList<Place> Way => _way;

    /// <summary>Goes to a place.</summary>
    public void Go(Place place)
    {
        _way.RemoveAll(one => one == place || (place.Page is not null && one.Page == place.Page));
        _way.Add(place);
    }

    /// <summary>Goes back by one.</summary>
    /// <returns>Whether there was a way back.</returns>
    public bool Back()
    {
        if (_way.Count == 0)
            return false;
        _way.RemoveAt(_way.Count - 1);
        return true;
    }

    /// <summary>Goes to the dashboard.</summary>
    public void Home() => _way.Clear();
}
