using IntegrationHost.Client;
using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Commands;

namespace IntegrationHost.Import;

/// <summary>One import: what was found, what of it is stored already, and what became of the rest.</summary>
internal sealed class ImportRun
{
    private const string New = "new";

    private readonly CommandRun run;
    private readonly string? environment;
    private readonly string? baseUrl;
    private readonly ImportPlan plan;
    private readonly HashSet<string> names;
    private readonly List<ImportedRow> rows = [];

    private ImportRun(CommandRun run, ImportPlan plan, string? environment, string? baseUrl, IEnumerable<string> names)
    {
        this.run = run;
        this.plan = plan;
        this.environment = environment;
        this.baseUrl = baseUrl;
        this.names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether anything is not stored yet.</summary>
    public bool HasNew => rows.Exists(row => row.State == New);

    /// <summary>Whether something was to be stored and is not, or does not work.</summary>
    public bool Failed { get; private set; }

    /// <summary>Asks the host what of it is stored already; the host compares keyed fingerprints and gives none out.</summary>
    public static async Task<ImportRun> PrepareAsync(CommandRun run, ImportPlan plan, string? environment, string? baseUrl)
    {
        IReadOnlyList<AccountSummary> accounts = await run.Client.GetAccountsAsync(run.CancellationToken);
        var import = new ImportRun(run, plan, environment, baseUrl, accounts.Select(account => account.Name));
        foreach (FoundCredential credential in plan.Found)
        {
            string name = import.FreeName(credential.Provider.Id.ToUpperInvariant());
            IReadOnlyList<DuplicateAccount> same = await run.Client.FindDuplicatesAsync(import.Request(credential, name), run.CancellationToken);
            string state = same.Count == 0 ? New : $"already stored as {string.Join(", ", same.Select(account => account.Name))}";
            import.rows.Add(new ImportedRow(credential.Source, credential.Provider.Id, credential.Kind.Id, same.Count == 0 ? name : null, state));
            if (same.Count == 0)
                import.names.Add(name);
        }

        return import;
    }

    /// <summary>Stores and verifies what is new and chosen.</summary>
    public async Task StoreAsync(Func<FoundCredential, bool> isChosen)
    {
        foreach ((int index, FoundCredential credential) in plan.Found.Index())
        {
            if (rows[index] is not { State: New, Account: { } name })
                continue;
            rows[index] = isChosen(credential) ? await StoreAsync(rows[index], credential, name) : rows[index] with { Account = null, State = "not chosen" };
        }
    }

    /// <summary>Prints names and outcomes.</summary>
    public void Report() => run.Out.Write(new { found = rows, leftOut = plan.LeftOut }, () =>
    {
        if (rows.Count > 0)
        {
            run.Out.Table(
                ["SOURCE", "PROVIDER", "KIND", "ACCOUNT", "STATE"],
                rows.Select(row => (IReadOnlyList<string?>)[row.Source, row.ProviderId, row.CredentialKindId, row.Account, row.State]));
        }
        else
        {
            run.Out.Line("Nothing was found that could be imported.");
        }

        foreach (ImportedRow row in rows)
        {
            foreach (string line in row.Details)
                run.Out.Line($"  {row.Account}: {line}");
        }

        foreach (LeftOut left in plan.LeftOut)
            run.Out.Line($"left out: {left.Source}: {left.Reason}");
    });

    private async Task<ImportedRow> StoreAsync(ImportedRow row, FoundCredential credential, string name)
    {
        try
        {
            CreateAccountResult result = await run.Client.CreateAccountAsync(Request(credential, name) with { RefuseDuplicate = true, Verify = credential.Kind.Tested }, run.CancellationToken);
            Failed |= result.Verdict is { Kind: not "Valid" };
            return row with
            {
                Account = result.Account.Name,
                AccountId = result.Account.Id,
                State = result.Verdict is { } verdict ? $"stored, {verdict.Kind}" : "stored",
                Details =
                [
                    .. result.Warnings, .. result.Verdict is { Kind: not "Valid" } told ? [told.Message] : Array.Empty<string>(),
                    .. (result.Account.Findings ?? []).Select(finding => finding.Message),
                ],
            };
        }
        catch (HostApiException refusal)
        {
            Failed = true;
            return row with { State = "not stored", Details = [refusal.Message, .. refusal.Errors.SelectMany(error => error.Value)] };
        }
    }

    private CreateAccountRequest Request(FoundCredential credential, string name) => new()
    {
        ProviderId = credential.Provider.Id,
        CredentialKindId = credential.Kind.Id,
        Name = name,
        Environment = environment ?? KeyEnvironment.Of(credential.Kind, credential.Fields),
        BaseUrl = baseUrl ?? credential.BaseUrl,
        Fields = credential.Fields,
    };

    private string FreeName(string name)
    {
        string free = name;
        for (int number = 2; names.Contains(free); number++)
            free = $"{name}_{number}";
        return free;
    }
}
