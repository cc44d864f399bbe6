using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Upstream;

/// <summary>The upstream as people read about it.</summary>
internal static class UpstreamFacts
{
    /// <summary>The state with its sign.</summary>
    public static (string Text, Rgb Color) State(UpstreamStatus status) => status.State switch
    {
        "current" => ("✔ current", Palette.Green),
        "stale" => ("! stale", Palette.Tan),
        "never" => ("? never read", Palette.Lavender),
        _ => ("- none", Palette.Grey),
    };

    /// <summary>How it stands, and what is still open.</summary>
    public static IReadOnlyList<DetailLine> Of(UpstreamStatus status, DateTimeOffset now)
    {
        if (status.Address is null)
        {
            return
            [
                new DetailLine("state", "This host works on its own store. That is a whole way to use it.", Palette.Peach),
                new DetailLine("", "To work on a ThorAPI server instead press e and give its address: its modules and accounts come here, and links go there.", Palette.Grey),
            ];
        }

        (string state, Rgb color) = State(status);
        List<DetailLine> lines =
        [
            new("state", status.Syncing ? $"{state}, and being read now" : state, color),
            new("address", status.Address, Palette.Peach),
            new("login", status.Username is { } user ? $"{status.Login} of {user}" : status.Login, Palette.Peach),
            new("as of", status.LastSyncAt is { } at ? $"{Age.Ago(at, now)}, {Age.Moment(at)}" : "never read", status.State == "stale" ? Palette.Tan : Palette.Peach),
        ];
        if (status.Problem is { } problem)
            lines.Add(new DetailLine("problem", $"x {problem.Message} ({Age.Ago(problem.At, now)})", Palette.Red));
        lines.Add(new DetailLine("here of it", string.Create(CultureInfo.InvariantCulture, $"{status.Modules} modules, {status.Accounts} accounts, {status.MetadataModules} kinds of module described"), Palette.Peach));
        if (status.RestartForMetadata)
            lines.Add(new DetailLine("metadata", "! new metadata waits for the next start of the host", Palette.Tan));
        foreach ((int index, UpstreamOpenLink link) in status.OpenLinks.Index())
            lines.Add(new DetailLine(index == 0 ? "open links" : "", $"! {link.ModuleName}: {link.Problem ?? "not tried yet"} ({Age.Ago(link.At, now)})", Palette.Tan));
        foreach ((int index, UpstreamOpenAccount account) in status.OpenAccounts.Index())
            lines.Add(new DetailLine(index == 0 ? "open accounts" : "", $"! {account.Name} ({account.State}): {account.Problem}", Palette.Tan));
        if (status.OpenLinks.Count + status.OpenAccounts.Count == 0)
            lines.Add(new DetailLine("open", "✔ nothing: what was wanted there is there", Palette.Green));
        return lines;
    }
}
