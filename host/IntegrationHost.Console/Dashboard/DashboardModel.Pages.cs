using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Dashboard;

/// <content>Pages: where the operator is, and the way back.</content>
internal sealed partial class DashboardModel
{
    private readonly Navigation _navigation = new();
    private readonly Dictionary<string, PageModel> _pages = new(StringComparer.Ordinal);

    /// <summary>The page shown; <c>null</c> on the dashboard and while a region fills the screen.</summary>
    public PageModel? Page => _navigation.Here is { Page: { } id } ? _pages[id] : null;

    /// <summary>Id of the page shown; <c>null</c> if none is.</summary>
    public string? PageId => _navigation.Here?.Page;

    /// <summary>Id of what keys go to: a page, or a region.</summary>
    public string ActiveId => PageId ?? Region.ToString().ToLowerInvariant();

    /// <summary>Whether the active region fills the screen.</summary>
    public bool Zoomed => _navigation.Here is { Page: null };

    /// <summary>The names of the places on the way to where the operator is, the last one included.</summary>
    public IReadOnlyList<string> Breadcrumbs
    {
        get
        {
            string[] way = [.. _navigation.Way.Select(place => place.Page is { } id ? _pages[id].Title : place.Region.ToString().ToUpperInvariant())];
            return way.Length > 0 ? way : [Region.ToString().ToUpperInvariant()];
        }
    }

    /// <inheritdoc/>
    public void GoTo(string page, string? filter = null)
    {
        Active.Filter.Accept();
        if (PageCatalog.Find(page) is { } entry)
        {
            if (!_pages.TryGetValue(page, out PageModel? model))
            {
                _pages[page] = model = entry.Model(Context);
                model.Changed += Notify;
                if (model.ColumnChoice is { } choice)
                    Settings.Apply(page, choice);
                if (Feed.Data is { } data)
                    model.Update(data);
            }

            // A page's number that is held does not read it again and again; "r" does, in its turn.
            bool there = Page == model;
            _navigation.Go(new Place(page, Region));
            // What it has been given may have made a new page read already.
            if (!there && !model.Reading)
                model.Opened();
        }
        else if (Enum.TryParse(page, ignoreCase: true, out Region region))
        {
            Region = region;
            _navigation.Go(new Place(null, region));
        }
        else
        {
            throw new ArgumentException($"There is no page '{page}': add it to {nameof(PageCatalog)}.", nameof(page));
        }

        if (filter is not null)
        {
            Active.Filter.Set(filter);
            Active.Refresh();
        }

        Notify();
    }

    /// <summary>Shows the active region on the whole screen, or the dashboard again.</summary>
    public void ToggleZoom()
    {
        if (Zoomed)
            _navigation.Home();
        else if (Page is null)
            _navigation.Go(new Place(null, Region));
        Notify();
    }

    /// <summary>Makes a region active; if it is already, it fills the screen, or no longer does.</summary>
    public void ActivateOrZoom(Region region)
    {
        if (Page is null && Region == region)
            ToggleZoom();
        else
            Activate(region);
    }

    /// <summary>Back to where the operator was.</summary>
    /// <returns>Whether there was a way back.</returns>
    public bool Back()
    {
        Active.Filter.Accept();
        if (!_navigation.Back())
            return false;
        if (_navigation.Here is { } here)
        {
            Region = here.Region;
            Page?.Opened();
        }

        Notify();
        return true;
    }

    /// <summary>Back to the dashboard.</summary>
    public void Home()
    {
        Active.Filter.Accept();
        _navigation.Home();
        Notify();
    }

    // What follows an alias is a filter: ":accounts stripe" shows the accounts that match it.
    private void RunChosen(ConsoleCommand command, string rest)
    {
        Run(command.Id);
        if (rest.Length == 0 || Overlay is not null)
            return;
        Active.Filter.Set(rest);
        Active.Refresh();
        Notify();
    }
}
