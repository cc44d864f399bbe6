using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Accounts;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Templates;

/// <summary>Makes an account in steps: store, grant, verify, link. Each is done once, so that what failed can be tried again without the rest.</summary>
/// <param name="context">What it uses of the console.</param>
/// <param name="screen">Where the steps are shown.</param>
/// <param name="account">The account if it exists already; <c>null</c> if it is to be made.</param>
internal sealed class AccountSetup(ConsoleContext context, ISetupScreen screen, AccountSummary? account = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _linked = new(StringComparer.Ordinal);
    private string _stored = account is null ? "" : $"{account.Name}: the values stay as they are";
    private bool _granted;
    private LinkTally? _tally;

    /// <summary>The account, once it is stored.</summary>
    public AccountSummary? Account { get; private set; } = account;

    /// <summary>The verdict of the last smoke test; <c>null</c> if none could be run.</summary>
    public VerdictReport? Verdict { get; private set; }

    /// <summary>Whether access has been granted.</summary>
    public bool Granted => _granted;

    /// <summary>Has access granted again, since it belongs to the values that it was asked for with.</summary>
    public void AskAnew() => _granted = false;

    /// <summary>The steps of a plan as they stand before it is run.</summary>
    public IEnumerable<SubmitStep> Steps(SetupPlan plan)
    {
        yield return plan.Create is null && plan.Replace is null ? new SubmitStep("store", StepState.Done, _stored) : new SubmitStep("store", StepState.Running, "encrypting");
        if (plan.Authorize)
            yield return _granted ? new SubmitStep("grant", StepState.Done, "access is granted") : new SubmitStep("grant", StepState.Waiting, "");
        yield return plan.Verify ? new SubmitStep("verify", StepState.Waiting, "") : new SubmitStep("verify", StepState.Skipped, plan.NoTest);
        if (!plan.Links)
            yield break;
        yield return plan.Modules.Count > 0 ? new SubmitStep("link", StepState.Waiting, Modules(plan.Modules.Count)) : new SubmitStep("link", StepState.Skipped, plan.NoLink);
    }

    /// <summary>Runs what is left of a plan.</summary>
    /// <exception cref="HostApiException">The host refused to store.</exception>
    public async Task RunAsync(SetupPlan plan, CancellationToken cancellationToken)
    {
        // Calls of their own instead of one that does it all: each step is seen as it happens, and a failure says which one failed.
        IIntegrationHostClient client = await context.Client;
        AccountSummary stored = Account = await StoreAsync(client, plan, cancellationToken);
        string? refused = plan.Authorize && !_granted ? await GrantAsync(client, stored.Id, plan.Device, cancellationToken) : null;
        if (refused is not null)
            screen.Step("verify", StepState.Skipped, "there is nothing to test before access is granted");
        else if (plan.Verify)
            Verdict = await VerifyAsync(client, stored.Id, cancellationToken);
        if (plan.Modules.Count > 0)
            _tally = await LinkAsync(client, stored.Id, plan.Modules, cancellationToken);
        screen.Finish(refused is not null
            ? SubmitSentence.NotGranted(stored.Name, _tally)
            : SubmitSentence.Of(stored.Name, plan.Verify, Verdict, _tally));
    }

    private async Task<AccountSummary> StoreAsync(IIntegrationHostClient client, SetupPlan plan, CancellationToken cancellationToken)
    {
        if (Account is { } known && plan.Replace is { } replace)
        {
            known = await client.SetFieldsAsync(known.Id, replace, cancellationToken);
            string values = replace.Fields.Count switch { 0 => "", 1 => "1 value", int many => $"{many} values" };
            string address = replace.BaseUrl is null ? "" : values.Length > 0 ? " and the address" : "the address";
            _stored = $"{known.Name}: {values}{address} replaced";
            screen.Stored();
            screen.Step("store", StepState.Done, _stored);
            return known;
        }

        if (Account is { } stored || plan.Create is not { } request)
            return Account ?? throw new InvalidOperationException("There is neither an account nor one to make.");
        CreateAccountResult created = await client.CreateAccountAsync(request, cancellationToken);
        screen.Stored();
        string where = created.Account.Environment.Length > 0 ? $" in {created.Account.Environment}" : "";
        bool unusual = created.Warnings.Count > 0;
        _stored = $"{created.Account.Name} stored{where}, encrypted{(unusual ? $". {string.Join(" ", created.Warnings)}" : "")}";
        screen.Step("store", unusual ? StepState.Warned : StepState.Done, _stored);
        return created.Account;
    }

    private async Task<string?> GrantAsync(IIntegrationHostClient client, string id, bool device, CancellationToken cancellationToken)
    {
        screen.Step("grant", StepState.Running, "asking the provider for an address");
        AuthorizationReport? report = null;
        try
        {
            report = await client.StartAuthorizationAsync(id, new StartAuthorizationRequest { Device = device }, cancellationToken);
            bool opened = report.UserCode is null && Uri.TryCreate(report.Url, UriKind.Absolute, out Uri? address) && context.Browse(address);
            string asked = report.Message;
            screen.Step("grant", StepState.Running, opened ? $"{asked} The browser is open." : asked);
            while (report.State == "Waiting")
            {
                // Once the browser is back there is nothing to open any more, only the provider to wait for.
                bool back = report.Message != asked;
                if (back)
                    screen.Step("grant", StepState.Running, report.Message);
                screen.Granting(back ? null : report);
                await Task.Delay(Pause, context.Time, cancellationToken);
                report = await client.GetAuthorizationAsync(id, report.Id, cancellationToken);
            }

            _granted = report.State == "Done";
            screen.Step("grant", _granted ? StepState.Done : StepState.Failed, report.Message);
            return _granted ? null : report.Message;
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            screen.Step("grant", StepState.Failed, Failure.TextOf(exception));
            return Failure.TextOf(exception);
        }
        catch (OperationCanceledException) when (report is not null)
        {
            await CallOffAsync(client, id, report.Id);
            throw;
        }
        finally
        {
            screen.Granting(null);
        }
    }

    // Whoever cancels must not find access granted later; if the host is gone, so is the authorization.
    private static async Task CallOffAsync(IIntegrationHostClient client, string id, string authorization)
    {
        try
        {
            await client.CancelAuthorizationAsync(id, authorization, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            // Over already.
        }
    }

    private async Task<VerdictReport?> VerifyAsync(IIntegrationHostClient client, string id, CancellationToken cancellationToken)
    {
        screen.Step("verify", StepState.Running, "asking the provider");
        try
        {
            VerdictReport verdict = await client.VerifyAsync(id, cancellationToken);
            StepState state = verdict.Kind switch { "Valid" => StepState.Done, "Invalid" => StepState.Failed, _ => StepState.Warned };
            screen.Step("verify", state, $"{AccountStates.OfVerdict(verdict).Text}  {verdict.Message}");
            if (verdict.MissingScopes.Count > 0)
                screen.Outcome(new SubmitStep("lacks", StepState.Warned, string.Join(", ", verdict.MissingScopes)));
            // What else the host has found by now, such as a test key in production.
            Account = await client.GetAccountAsync(id, cancellationToken);
            foreach (FindingReport finding in Account.Findings ?? [])
                screen.Outcome(new SubmitStep(finding.Severity == "Error" ? "stop" : "note", finding.Severity == "Error" ? StepState.Failed : StepState.Warned, finding.Message));
            return verdict;
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            screen.Step("verify", StepState.Failed, Failure.TextOf(exception));
            return null;
        }
    }

    private async Task<LinkTally> LinkAsync(IIntegrationHostClient client, string id, IReadOnlyList<CoverageItem> modules, CancellationToken cancellationToken)
    {
        screen.Step("link", StepState.Running, Modules(modules.Count));
        try
        {
            string[] left = [.. modules.Select(module => module.ModuleId).Where(module => !_linked.Contains(module))];
            IReadOnlyList<LinkOutcome> links = left.Length > 0 ? await client.LinkAsync(id, new LinkRequest(left), cancellationToken) : [];
            _linked.UnionWith(links.Where(link => link.Linked).Select(link => link.ModuleId));
            CoverageReport coverage = await client.GetCoverageAsync(cancellationToken);
            int runs = 0;
            foreach (CoverageItem module in modules)
            {
                CoverageItem? now = coverage.Items.FirstOrDefault(item => item.ModuleId == module.ModuleId);
                bool linked = _linked.Contains(module.ModuleId);
                bool covered = linked && now is { State: "Covered" };
                runs += covered ? 1 : 0;
                screen.Outcome(!linked
                    ? new SubmitStep(module.ModuleName, StepState.Failed, links.FirstOrDefault(link => link.ModuleId == module.ModuleId)?.Problem ?? "the host did not say whether it is linked")
                    : new SubmitStep(module.ModuleName, covered ? StepState.Done : StepState.Warned, covered ? "linked, can run" : $"linked. {now?.Reason ?? "Not known to coverage."}"));
            }

            int done = modules.Count(module => _linked.Contains(module.ModuleId));
            screen.Step("link", done == modules.Count ? StepState.Done : StepState.Warned, $"{done} of {modules.Count} linked, {runs} can run");
            return new LinkTally(modules.Count, done, runs);
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            screen.Step("link", StepState.Failed, Failure.TextOf(exception));
            return new LinkTally(modules.Count, 0, 0);
        }
    }

    private static string Modules(int count) => count == 1 ? "1 module" : $"{count} modules";
}
