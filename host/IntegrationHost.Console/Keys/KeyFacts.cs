using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Keys;

/// <summary>Keys as people read about them.</summary>
internal static class KeyFacts
{
    /// <summary>What a kind of slot is called.</summary>
    public static string Kind(string type) => type switch
    {
        "keyfile" => "key file",
        "recovery" => "recovery code",
        "transit" => "vault transit",
        _ => type,
    };

    /// <summary>Where the chosen slot's key lies, data keys and rotation.</summary>
    public static IReadOnlyList<DetailLine> Of(KeySlotInfo? slot, RotationReport rotation, int slots, DateTimeOffset now)
    {
        List<DetailLine> lines = [];
        if (slot is { Place.Length: > 0 })
            lines.Add(new DetailLine("where", slot.Place, Palette.Sky));
        if (slots == 1)
            lines.Add(new DetailLine("advice", "! One way to unlock is one loss away from none: add a recovery code (n).", Palette.Tan));
        foreach ((int index, KeyTermInfo term) in rotation.Terms.Index())
        {
            string use = term.Current ? "✔ seals and opens" : "- only opens";
            lines.Add(new DetailLine(
                index == 0 ? "data keys" : "", string.Create(CultureInfo.InvariantCulture, $"{term.Number}  {use}, made {Age.Ago(term.Created, now)}, {term.Reserved} seals reserved"),
                term.Current ? Palette.Green : Palette.Grey));
        }

        if (rotation.Due is { } due)
            lines.Add(new DetailLine("rotation", $"! due: {due} Press t.", Palette.Tan));
        else if (rotation.Last is null)
            lines.Add(new DetailLine("rotation", "none yet, and none is due", Palette.Grey));
        if (rotation.Last is not { } last)
            return lines;
        (string sign, Rgb color) = last.State switch { "Finished" => ("✔", Palette.Green), "Running" => ("~", Palette.Sky), _ => ("!", Palette.Tan) };
        lines.Add(new DetailLine(
            rotation.Due is null ? "rotation" : "", string.Create(CultureInfo.InvariantCulture, $"{sign} to data key {last.ToTerm} {Age.Ago(last.StartedAt, now)}: {last.State.ToLowerInvariant()}, {last.Done} of {last.Total} sealed anew"), color));
        foreach (string failed in last.Failed)
            lines.Add(new DetailLine("", $"x does not open: {failed}. Set it again or clear it, then rotate once more.", Palette.Red));
        return lines;
    }
}
