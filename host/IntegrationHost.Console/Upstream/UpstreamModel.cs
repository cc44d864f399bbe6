using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Jobs;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Pages;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Upstream;

/// <summary>The ThorAPI server that the host works on, how that stands, and what is still open there.</summary>
internal sealed class UpstreamModel : PageModel
{
    private UpstreamStatus? _status;

    /// <param name="context">What the page uses of the console.</param>
    public UpstreamModel(ConsoleContext context)
        : base(context)
    {
    }

    /// <inheritdoc/>
    public override string Title => "UPSTREAM";

    /// <inheritdoc/>
    public override IReadOnlyList<CommandScope> Scopes { get; } = [CommandScope.Upstream];

    /// <inheritdoc/>
    public override string Note => _status is null ? "" : UpstreamFacts.State(_status).Text;

    /// <inheritdoc/>
    public override string? CopyText => _status?.Address;

    /// <inheritdoc/>
    public override string CommandLine => "integration-host upstream status";

    /// <inheritdoc/>
    public override bool Filters => false;

    /// <summary>How it stands; <c>null</c> until it is read.</summary>
    public UpstreamStatus? Status => _status;

    /// <summary>How it stands, as labelled lines.</summary>
    public IReadOnlyList<DetailLine> Lines => _status is null ? [] : UpstreamFacts.Of(_status, Context.Time.GetUtcNow());

    /// <summary>First line shown.</summary>
    public int Top { get; private set; }

    /// <inheritdoc/>
    public override void Opened() => Read<IHostUpstream, UpstreamStatus>((host, cancellationToken) => host.GetUpstreamAsync(cancellationToken), Take);

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        if (ReadsAgain)
            Opened();
    }

    /// <inheritdoc/>
    public override void Move(int by) => Top = Math.Clamp(Top + by, 0, Math.Max(0, Lines.Count - PageSize));

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "upstream.set":
                Context.Shell.Open(UpstreamForms.Set(Context, _status, Take));
                return true;
            case "upstream.sync":
                Context.Shell.Start(new Job("READ THE UPSTREAM", SyncAsync));
                return true;
            case "upstream.clear":
                if (_status is { Address: { } address })
                    Context.Shell.Open(UpstreamForms.Clear(Context, address, Opened));
                else
                    Context.Shell.Say("there is no upstream: e sets one", Palette.Sky);
                return true;
            default:
                return base.Run(command);
        }
    }

    private void Take(UpstreamStatus status) => _status = status;

    private async Task<string> SyncAsync(Job job, CancellationToken cancellationToken)
    {
        IHostUpstream host = await Context.AsAsync<IHostUpstream>();
        job.Say(StepState.Running, "upstream", "reading accounts, modules and metadata");
        UpstreamSyncResult result = await host.SyncUpstreamAsync(cancellationToken);
        job.Say(result.Succeeded ? StepState.Done : StepState.Failed, "upstream", result.Succeeded ? "read to the end" : result.Status.Problem?.Message ?? "not read to the end");
        Tell(job, "modules", result.ModulesAdded, "new", result.ModulesChanged, "changed", result.ModulesGone, "gone");
        Tell(job, "accounts", result.AccountsAdded, "new", result.AccountsSettled, "settled", result.LinksMade, "links made");
        foreach (string note in result.Notes)
            job.Say(StepState.Warned, "note", note);
        Context.Ui.Post(() =>
        {
            Take(result.Status);
            Notify();
        });
        return result.Succeeded ? "The upstream is read." : throw new InvalidOperationException(result.Status.Problem?.Message ?? "The upstream was not read to the end.");
    }

    private static void Tell(Job job, string name, int first, string firstWord, int second, string secondWord, int third, string thirdWord) =>
        job.Say(StepState.Done, name, string.Create(CultureInfo.InvariantCulture, $"{first} {firstWord}, {second} {secondWord}, {third} {thirdWord}"));
}
