using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Dialogs;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;

namespace IntegrationHost.Console.Audit;

/// <summary>The audit trail, newest first: the last events at once, older ones when asked for.</summary>
internal sealed class AuditModel : TablePageModel<AuditEventReport>
{
    private const int Batch = 1000;

    private readonly AccountNames _names;

    // In order of their numbers.
    private List<AuditEventReport> _events = [];
    private string _checked = "";

    /// <param name="context">What the page uses of the console.</param>
    public AuditModel(ConsoleContext context)
        : this(context, new AccountNames(context.Shell))
    {
    }

    private AuditModel(ConsoleContext context, AccountNames names)
        : base(context, CommandScope.Audit, AuditFacts.Key, AuditFacts.Columns(context.Time, names)) => _names = names;

    /// <inheritdoc/>
    public override string Title => "AUDIT";

    /// <inheritdoc/>
    public override string Empty => "no event yet";

    /// <inheritdoc/>
    public override string OpenCommand => "audit.open";

    /// <inheritdoc/>
    public override string Note => $"{(_checked.Length > 0 ? _checked + " │ " : "")}{(_events is [{ Seq: > 1 }, ..] ? "o older │ " : "")}{base.Note}";

    /// <inheritdoc/>
    public override string? CopyText => Table.Selected is { } one ? one.Seq.ToString(CultureInfo.InvariantCulture) : null;

    /// <inheritdoc/>
    public override string? CommandLine => Table.Selected is { } one ? string.Create(CultureInfo.InvariantCulture, $"integration-host audit export --after {one.Seq - 1}") : null;

    /// <inheritdoc/>
    public override void Opened() => Read<IIntegrationHostAccess, IReadOnlyList<AuditEventReport>>(
        (host, cancellationToken) => host.GetAuditAsync(null, Batch, cancellationToken), read => Take([.. read]));

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        if (_events.Count == 0 || Reading)
            return;
        long last = _events[^1].Seq;
        Read<IIntegrationHostAccess, IReadOnlyList<AuditEventReport>>(
            (host, cancellationToken) => host.GetAuditAsync(last, Batch, cancellationToken), read => Take([.. _events, .. read]));
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "audit.open":
                if (Table.Selected is { } one)
                    Context.Shell.Open(new FactsModel(Context, $"EVENT {one.Seq}", Palette.Tan, AuditFacts.Of(one, _names)) { CopyText = CopyText });
                return true;
            case "audit.verify":
                Context.Shell.Start(new Job("CHECK THE TRAIL", VerifyAsync));
                return true;
            case "audit.export":
                Context.Shell.Open(AuditExport.Form(Context));
                return true;
            case "audit.older":
                ReadOlder();
                return true;
            default:
                return base.Run(command);
        }
    }

    private void ReadOlder()
    {
        if (_events is not [{ Seq: > 1 and var first }, ..])
        {
            (string text, Rgb color) = Problem.Length > 0 ? ($"x {Problem}", Palette.Red) : ("these are all events", Palette.Sky);
            Context.Shell.Say(text, color);
            return;
        }

        long after = Math.Max(0, first - 1 - Batch);
        Read<IIntegrationHostAccess, IReadOnlyList<AuditEventReport>>(
            (host, cancellationToken) => host.GetAuditAsync(after, (int)(first - 1 - after), cancellationToken), read => Take([.. read.Where(one => one.Seq < first), .. _events]));
    }

    private void Take(List<AuditEventReport> events)
    {
        _events = events;
        Table.Replace(events);
    }

    private async Task<string> VerifyAsync(Job job, CancellationToken cancellationToken)
    {
        IIntegrationHostAccess host = await Context.AsAsync<IIntegrationHostAccess>();
        AuditVerifyReport report = await host.VerifyAuditAsync(new AuditVerifyRequest(), cancellationToken);
        AuditFacts.Tell(job, report);
        bool intact = report is { Verdict: "Intact", Tampered.Count: 0, Damaged: null or { Count: 0 } };
        Context.Ui.Post(() =>
        {
            _checked = intact ? string.Create(CultureInfo.InvariantCulture, $"✔ intact to {report.Head}") : "x NOT INTACT";
            Notify();
        });
        return intact ? "The trail is as it was written." : throw new InvalidOperationException("The trail is not as it was written: see the lines above, and compare with an export or a backup.");
    }
}
