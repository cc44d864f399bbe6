using System.Globalization;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>Everything known of one account, without any secret.</summary>
internal sealed class AccountDetailModel : OverlayModel
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConsoleContext _context;
    private LiveData _data;
    private AccountUsage? _usage;
    private IReadOnlyList<VerdictReport> _history = [];
    private IReadOnlyList<ReferenceReport> _references = [];
    private string? _missing;
    private DateTimeOffset? _read;

    /// <param name="context">What the dialog uses of the console.</param>
    /// <param name="account">The account.</param>
    /// <param name="data">The dashboard's data: the modules linked to it.</param>
    public AccountDetailModel(ConsoleContext context, AccountSummary account, LiveData data)
    {
        _context = context;
        _data = data;
        Account = account;
        Lines = Build();
        ReadMore();
    }

    /// <inheritdoc/>
    public override CommandScope Scope => CommandScope.Detail;

    /// <summary>The account.</summary>
    public AccountSummary Account { get; private set; }

    /// <summary>The lines shown.</summary>
    public IReadOnlyList<DetailLine> Lines { get; private set; }

    /// <summary>First line shown.</summary>
    public int Top { get; private set; }

    /// <summary>Lines that have room; the view knows.</summary>
    public int PageSize { get; set; } = 16;

    /// <summary>The work of the last read; for tests.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>The command line that shows the same.</summary>
    public string CommandLine => $"integration-host accounts show {Account.Id}";

    /// <summary>Whether another owner was found that can be accepted.</summary>
    public bool HasOtherOwner => Account.Findings?.Any(finding => finding.Code == "AnotherOwner") == true;

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        _data = data;
        if (data.Accounts.FirstOrDefault(account => account.Id == Account.Id) is { } fresh)
            Account = fresh;
        else if (data.HoldsAllAccounts)
            Close();
        else
            ReadAccount();
        if (IsClosed)
            return;
        if (_read != (Account.LastAttempt?.At ?? DateTimeOffset.MinValue))
            ReadMore();
        Rebuild();
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        int page = Math.Max(1, PageSize - 1);
        int by = command switch { "detail.up" => -1, "detail.down" => 1, "detail.page-up" => -page, "detail.page-down" => page, _ => 0 };
        if (by != 0)
            Scroll(by);
        else if (command == "detail.close")
            Close();
        else
            return false;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stop.Cancel();
        base.Dispose(disposing);
    }

    private void Scroll(int by)
    {
        Top = Math.Clamp(Top + by, 0, Math.Max(0, Lines.Count - PageSize));
        Notify();
    }

    // What the list does not hold: what uses it, its history, and its values in a vault.
    private void ReadMore()
    {
        _read = Account.LastAttempt?.At ?? DateTimeOffset.MinValue;
        string id = Account.Id;
        bool vault = Account.Fields.Any(field => field.Reference is not null);
        Work = Task.WhenAll(
            _context.Ask<IHostAccounts, AccountUsage>((host, token) => host.GetUsageAsync(id, token), usage => Take(() => _usage = usage), Missing, _stop.Token),
            _context.Ask<IIntegrationHostClient, IReadOnlyList<VerdictReport>>((host, token) => host.GetVerdictsAsync(id, token), history => Take(() => _history = history), Missing, _stop.Token),
            vault ? _context.Ask<IIntegrationHostClient, IReadOnlyList<ReferenceReport>>((host, token) => host.GetReferencesAsync(id, token), found => Take(() => _references = found), Missing, _stop.Token) : Task.CompletedTask);
    }

    private void ReadAccount()
    {
        string id = Account.Id;
        Work = _context.Ask<IIntegrationHostClient, AccountSummary>((host, token) => host.GetAccountAsync(id, token), account => Take(() => Account = account), Missing, _stop.Token);
    }

    private void Missing(Exception exception) => Take(() => _missing = exception.Message);

    private void Take(Action change)
    {
        if (IsClosed)
            return;
        change();
        Rebuild();
    }

    private void Rebuild()
    {
        Lines = Build();
        Scroll(0);
    }

    private List<DetailLine> Build()
    {
        DateTimeOffset now = _context.Time.GetUtcNow();
        List<DetailLine> lines = [];
        AccountState state = AccountStates.Of(Account, now);
        Add(lines, "state", AccountStates.Text(state), AccountStates.Color(state));
        if (Account.Problem is not null)
            Add(lines, "problem", Account.Problem, Palette.Red);
        foreach ((int index, FindingReport finding) in (Account.Findings ?? []).Index())
            Add(lines, index == 0 ? "findings" : "", $"{(finding.Severity == "Note" ? "?" : "!")} {finding.Message}", AccountStates.OfFinding(finding));
        if (HasOtherOwner)
            Add(lines, "", "press O if the owner that was found is right", Palette.Grey);
        AddVerdict(lines, now);
        AddAttempt(lines, now);
        Add(lines, "provider", Account.ProviderName ?? "no active plugin knows it", Palette.Peach);
        Add(lines, "environment", Account.Environment.Length > 0 ? Account.Environment : "not set", Palette.Peach);
        if (Account.Owner is { } owner)
            Add(lines, "owner", owner.Name is { } name ? $"{name} ({owner.Label} {owner.Id})" : $"{owner.Label} {owner.Id}", Palette.Sky);
        Add(lines, "base url", Account.BaseUrl ?? "not set", Palette.Peach);
        Add(lines, "may be sent to", Joined(Account.AllowedHosts, "nowhere"), Palette.Peach);
        foreach ((int index, AccountFieldState field) in Account.Fields.Index())
            Add(lines, index == 0 ? "fields" : "", Field(field, now), field.IsSet ? Palette.Peach : Palette.Grey);
        foreach (ReferenceReport reference in _references)
            Add(lines, "", $"{(reference.Available switch { true => "✔", false => "x", _ => "?" })} {reference.Reference}: {reference.Message}", reference.Available == false ? Palette.Red : Palette.Sky);
        AccountUses.Add(lines, Account, _data, _usage);
        AddHistory(lines, now);
        if (_missing is not null)
            Add(lines, "not known", $"? {_missing}", Palette.Tan);
        Add(lines, "changed", $"{Age.Ago(Account.ModifiedAt, now)}, made {Age.Moment(Account.CreatedAt)}", Palette.Grey);
        Add(lines, "id", Account.Id, Palette.Grey);
        return lines;
    }

    private void AddHistory(List<DetailLine> lines, DateTimeOffset now)
    {
        foreach ((int index, VerdictReport verdict) in _history.Take(12).Index())
        {
            (string text, Rgb color) = AccountStates.OfVerdict(verdict);
            string status = verdict.StatusCode is { } code ? string.Create(CultureInfo.InvariantCulture, $", HTTP {code}") : "";
            Add(lines, index == 0 ? "history" : "", $"{Age.Ago(verdict.At, now).PadRight(9)} {text}  {verdict.RuleId}{status}", color);
        }
    }

    private void AddVerdict(List<DetailLine> lines, DateTimeOffset now)
    {
        if (Account.Verdict is not { } verdict)
        {
            Add(lines, "verdict", Account.LastAttempt is null ? "none yet: press t to run the smoke test" : "none yet: the last attempt settled nothing; t tries again", Palette.Lavender);
            return;
        }

        Add(lines, "verdict", verdict.Message, AccountStates.OfVerdict(verdict).Color);
        Add(lines, "rule", verdict.RuleId, Palette.Peach);
        Add(lines, "evidence", Evidence(verdict, now), Palette.Peach);
        foreach ((int index, LabelledFact fact) in verdict.Identity.Index())
            Add(lines, index == 0 ? "identity" : "", $"{fact.Label}: {fact.Value}", Palette.Sky);
        Add(lines, "scopes", verdict.Scopes is null ? "the provider does not tell" : Joined(verdict.Scopes, "none"), Palette.Peach);
        if (verdict.MissingScopes.Count > 0)
            Add(lines, "missing scopes", $"! {Joined(verdict.MissingScopes, "")}", Palette.Tan);
        Add(lines, "expires", verdict.ExpiresAt is { } at ? $"{Age.Until(at, now)}, {Age.Moment(at)}" : "never, or the provider does not tell", Palette.Peach);
    }

    // An attempt that decided nothing never replaces the verdict; it is shown beside it.
    private void AddAttempt(List<DetailLine> lines, DateTimeOffset now)
    {
        if (Account.LastAttempt is not { } attempt || attempt.At == Account.Verdict?.At)
            return;
        (string text, Rgb color) = AccountStates.OfVerdict(attempt);
        Add(lines, "last attempt", $"{text}  {attempt.Message}", color);
        Add(lines, "", $"rule {attempt.RuleId}, {Evidence(attempt, now)}", Palette.Peach);
    }

    private static string Evidence(VerdictReport verdict, DateTimeOffset now)
    {
        string status = verdict.StatusCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"HTTP {code}") : "no HTTP status";
        string error = verdict.ErrorCode is null ? "" : $", {verdict.ErrorCode}";
        string mode = verdict.Mode is null ? "" : $", {verdict.Mode} mode";
        string type = verdict.AccountType is null ? "" : $", {verdict.AccountType} account";
        return string.Create(CultureInfo.InvariantCulture, $"{status}{error}{mode}{type}, {verdict.DurationMs} ms, {Age.Ago(verdict.At, now)}");
    }

    private static string Field(AccountFieldState field, DateTimeOffset now)
    {
        string value = (field.Secret, field.IsSet) switch
        {
            (_, false) => "not set",
            (true, true) => "set, never shown",
            _ => field.Value ?? "set",
        };
        if (field.Reference is { } reference)
            value = $"stays in the vault, {reference}";
        return field.UpdatedAt is null ? $"{field.Label}: {value}" : $"{field.Label}: {value} ({Age.Ago(field.UpdatedAt, now)})";
    }

    private static string Joined(IReadOnlyList<string> values, string none) => values.Count > 0 ? string.Join(", ", values) : none;

    private static void Add(List<DetailLine> lines, string label, string text, Rgb color) => lines.Add(new DetailLine(label, text, color));
}
