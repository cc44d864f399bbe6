using System.Globalization;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Accounts;

/// <summary>Everything known of one account, without any secret.</summary>
internal sealed class AccountDetailModel : OverlayModel
{
    private readonly TimeProvider _time;

    /// <param name="account">The account.</param>
    /// <param name="data">The dashboard's data: the modules linked to it.</param>
    /// <param name="time">The clock.</param>
    public AccountDetailModel(AccountSummary account, LiveData data, TimeProvider time)
    {
        _time = time;
        Account = account;
        Lines = Build(data);
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

    /// <inheritdoc/>
    public override void Update(LiveData data)
    {
        if (data.Accounts.FirstOrDefault(account => account.Id == Account.Id) is not { } fresh)
        {
            Close();
            return;
        }

        Account = fresh;
        Lines = Build(data);
        Scroll(0);
    }

    /// <inheritdoc/>
    public override bool Run(string command)
    {
        switch (command)
        {
            case "detail.close":
                Close();
                return true;
            case "detail.up":
                Scroll(-1);
                return true;
            case "detail.down":
                Scroll(1);
                return true;
            default:
                return false;
        }
    }

    private void Scroll(int by)
    {
        Top = Math.Clamp(Top + by, 0, Math.Max(0, Lines.Count - PageSize));
        Notify();
    }

    private List<DetailLine> Build(LiveData data)
    {
        DateTimeOffset now = _time.GetUtcNow();
        List<DetailLine> lines = [];
        AccountState state = AccountStates.Of(Account, now);
        Add(lines, "state", AccountStates.Text(state), AccountStates.Color(state));
        if (Account.Problem is not null)
            Add(lines, "problem", Account.Problem, Palette.Red);
        foreach ((int index, FindingReport finding) in (Account.Findings ?? []).Index())
            Add(lines, index == 0 ? "findings" : "", $"{(finding.Severity == "Note" ? "?" : "!")} {finding.Message}", AccountStates.OfFinding(finding));
        AddVerdict(lines, now);
        AddAttempt(lines, now);
        Add(lines, "provider", Account.ProviderName ?? "no active plugin knows it", Palette.Peach);
        Add(lines, "environment", Account.Environment.Length > 0 ? Account.Environment : "not set", Palette.Peach);
        Add(lines, "base url", Account.BaseUrl ?? "not set", Palette.Peach);
        Add(lines, "may be sent to", Joined(Account.AllowedHosts, "nowhere"), Palette.Peach);
        foreach ((int index, AccountFieldState field) in Account.Fields.Index())
            Add(lines, index == 0 ? "fields" : "", Field(field, now), field.IsSet ? Palette.Peach : Palette.Grey);
        CoverageItem[] linked = [.. data.Coverage.Items.Where(item => item.AccountId == Account.Id)];
        foreach ((int index, CoverageItem item) in linked.Index())
            Add(lines, index == 0 ? "modules" : "", Module(item), item.State == "Covered" ? Palette.Green : Palette.Tan);
        if (linked.Length == 0)
            Add(lines, "modules", "none is linked", Palette.Grey);
        Add(lines, "changed", $"{Age.Ago(Account.ModifiedAt, now)}, made {Age.Moment(Account.CreatedAt)}", Palette.Grey);
        Add(lines, "id", Account.Id, Palette.Grey);
        return lines;
    }

    private void AddVerdict(List<DetailLine> lines, DateTimeOffset now)
    {
        if (Account.Verdict is not { } verdict)
        {
            Add(lines, "verdict", "none yet: press t to run the smoke test", Palette.Lavender);
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
        return field.UpdatedAt is null ? $"{field.Label}: {value}" : $"{field.Label}: {value} ({Age.Ago(field.UpdatedAt, now)})";
    }

    private static string Module(CoverageItem item) => item.State == "Covered" ? $"✔ {item.ModuleName}" : $"! {item.ModuleName}: {item.Reason}";

    private static string Joined(IReadOnlyList<string> values, string none) => values.Count > 0 ? string.Join(", ", values) : none;

    private static void Add(List<DetailLine> lines, string label, string text, Rgb color) => lines.Add(new DetailLine(label, text, color));
}
