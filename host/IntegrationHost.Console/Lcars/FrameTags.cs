using System.Globalization;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Lcars;

/// <summary>The words in the frame's bars.</summary>
internal static class FrameTags
{
    /// <summary>Where the operator is.</summary>
    public static string Title(DashboardModel model, bool compact)
    {
        bool home = model.Page is null && !model.Zoomed;
        string filter = model.Active.Filter.Text.Length > 0 && !home ? $" › {model.Active.Filter.Text}" : "";
        string way = string.Join(" › ", model.Breadcrumbs) + filter;
        return compact ? home ? "INTEGRATION ACCOUNTS" : way : home ? $"INTEGRATION ACCOUNT CONSOLE › {way}" : $"CONSOLE › {way}";
    }

    /// <summary>The tags at the right of the top bar, from the right.</summary>
    public static IEnumerable<(string Text, Rgb Color)> Of(DashboardModel model)
    {
        LiveFeed feed = model.Feed;
        if (feed.Problem is not null)
            yield return ("x OFFLINE", Palette.Red);
        else if (feed.Sealed is not null)
            yield return ("! SEALED", Palette.Tan);
        else if (feed.Data is not { } data)
            yield return ("STARTING", Palette.Lavender);
        else if (feed.Paused)
            yield return ($"PAUSED {Age.Ago(data.At, model.Context.Time.GetUtcNow())}", Palette.Tan);
        else
            yield return (feed.IsTold ? "LIVE" : "LIVE 2s", Palette.Blue);
        if (model.RunningJob is { } job)
            yield return (job.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"JOB {job.Done}/{job.Total}") : "JOB", Palette.Sky);
        if (model.Options.Sample || feed.Data is { Status.Sample: true })
            yield return ("SAMPLE", Palette.Lavender);
    }

    /// <summary>What the bottom bar says when there is no message.</summary>
    public static string Status(DashboardModel model)
    {
        if (model.Feed.Problem is { } problem)
            return problem;
        if (model.Feed.Sealed is { } reason)
            return $"sealed: {reason}";
        if (model.Feed.Data is not { } data)
            return "starting...";
        string place = model.Options.Location.Length > 0 ? model.Options.Location : data.Status.DataDirectory;
        return string.Create(CultureInfo.InvariantCulture, $"{data.Status.Catalog} providers │ {data.Status.Plugins} plugins │ {place}");
    }
}
