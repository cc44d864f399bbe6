using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Audit;

/// <summary>Events of the trail as people read them.</summary>
internal static class AuditFacts
{
    /// <summary>Key of an event.</summary>
    public static string Key(AuditEventReport one) => one.Seq.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The columns; sorted by age, so that the newest stands on top.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="names">What accounts are called.</param>
    public static IReadOnlyList<TableColumn<AuditEventReport>> Columns(TimeProvider time, AccountNames names) =>
    [
        new("AGE", 8, 0, one => Age.Ago(one.At, time.GetUtcNow())) { Order = one => -one.Seq, Color = _ => Palette.Grey, Filtered = false },
        new("NO", 7, 4, one => one.Seq.ToString(CultureInfo.InvariantCulture)) { Order = one => one.Seq, Right = true, Color = _ => Palette.Tan },
        new("WHO", 12, 2, one => one.Actor),
        new("ACTION", 22, 0, one => one.Action) { Color = _ => Palette.Peach },
        new("RESULT", 8, 1, one => one.Result) { Color = one => ResultColor(one.Result) },
        new("OBJECT", 24, 3, one => Named(one, names)) { Color = _ => Palette.Sky, Grow = 1, Query = one => Whole(one, names) },
        new("DETAILS", 12, 5, Details) { Color = _ => Palette.Grey, Grow = 2 },
    ];

    /// <summary>Everything known of an event.</summary>
    public static IReadOnlyList<DetailLine> Of(AuditEventReport one, AccountNames names) =>
    [
        new("action", one.Action, Palette.Peach),
        new("result", one.Result, ResultColor(one.Result)),
        new("who", one.Actor, Palette.Lavender),
        new("object", Whole(one, names), Palette.Sky),
        .. one.Details.Select(detail => new DetailLine(detail.Key, detail.Value, Palette.Peach)),
        new("at", Age.Moment(one.At), Palette.Grey),
        new("request", one.RequestId, Palette.Grey),
        new("host's run", one.BootId, Palette.Grey),
        new("ms since start", one.Ticks.ToString(CultureInfo.InvariantCulture), Palette.Grey),
        new("mac before it", one.PrevMac, Palette.Grey),
        new("mac", one.Mac, Palette.Grey),
    ];

    /// <summary>Tells in a job what a check of the trail found.</summary>
    public static void Tell(Job job, AuditVerifyReport report)
    {
        (StepState state, string text) = report switch
        {
            { Verdict: "Intact" } => (StepState.Done, string.Create(CultureInfo.InvariantCulture, $"{report.Rows} events up to {report.Head} are as they were written")),
            { Verdict: "Broken" } => (StepState.Failed, string.Create(CultureInfo.InvariantCulture, $"event {report.FirstBadSeq} is not as it was written, or is missing")),
            { Anchor: { } anchor } => (StepState.Failed, string.Create(CultureInfo.InvariantCulture, $"the trail ends at {report.Head}, but {anchor} was acknowledged")),
            _ => (StepState.Failed, string.Create(CultureInfo.InvariantCulture, $"there is no anchor: whether events after {report.Head} are missing cannot be told")),
        };
        job.Say(state, "trail", text);
        if (report.Earlier > 0)
            job.Say(StepState.Warned, "former keys", string.Create(CultureInfo.InvariantCulture, $"{report.Earlier} events were written under keys that are lost: readable, not checkable"));
        if (report.UnknownOutcomes > 0)
            job.Say(StepState.Warned, "unknown ends", string.Create(CultureInfo.InvariantCulture, $"{report.UnknownOutcomes} uses were begun whose end nobody knows"));
        job.Say(
            report.Tampered.Count == 0 ? StepState.Done : StepState.Failed, "protected rows",
            string.Create(CultureInfo.InvariantCulture, $"{report.ProtectedRows - report.Tampered.Count} of {report.ProtectedRows} permissions, tokens, roles and pins are as they were written"));
        foreach (string row in report.Tampered)
            job.Say(StepState.Failed, "changed", row);
        foreach (string row in report.Damaged ?? [])
            job.Say(StepState.Failed, "damaged", row);
        if (report.Recounted)
            job.Say(StepState.Warned, "figures", "the figures over the accounts were changed outside the host, and were counted anew");
    }

    // People know an account by its name; the trail, which outlives it, by its id.
    private static string Named(AuditEventReport one, AccountNames names) => one.ObjectType == "account" && names.Of(one.ObjectId) is { } name ? $"account {name}" : Object(one);

    private static string Whole(AuditEventReport one, AccountNames names) => one.ObjectType == "account" && names.Of(one.ObjectId) is { } name ? $"account {name} ({one.ObjectId})" : Object(one);

    private static string Object(AuditEventReport one) => $"{one.ObjectType} {one.ObjectId}".Trim();

    private static string Details(AuditEventReport one) => string.Join(", ", one.Details.Where(detail => detail.Value.Length > 0).Select(detail => $"{detail.Key}={detail.Value}"));

    private static Rgb ResultColor(string result) => result switch
    {
        "ok" => Palette.Green,
        "denied" => Palette.Tan,
        "failed" => Palette.Red,
        "intent" => Palette.Sky,
        _ => Palette.Grey,
    };
}
