using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The dialog behind a template card: makes an account, verifies it and links it, in one go.</summary>
internal sealed class TemplateFormModel : CredentialFormModel
{
    private readonly ProviderCard _provider;
    private readonly FormField[] _head;

    /// <param name="context">What the form uses of the console.</param>
    /// <param name="provider">The template.</param>
    /// <param name="data">The dashboard's data: names in use, and the provider's modules.</param>
    /// <param name="moduleId">A module to link in any case; <c>null</c> for none.</param>
    public TemplateFormModel(ConsoleContext context, ProviderCard provider, LiveData data, string? moduleId = null)
        : base(context)
    {
        _provider = provider;
        string[] taken = [.. data.Accounts.Select(account => account.Name)];
        FormField name = new("name", "Name", FieldRules.Name(taken)) { Help = "What workflows call the account.", Required = true };
        name.Prefill(FreeName(provider.Id.ToUpperInvariant(), taken));
        FormField environment = new("environment", "Environment", FieldRules.Anything) { Help = "Such as production, staging or development." };
        environment.Prefill("production");
        FormField address = new("baseUrl", "Base URL", FieldRules.BaseUrl) { Help = "Where requests go; another host than the provider's joins the account's allow-list." };
        address.Prefill(provider.BaseUrl);
        _head = [name, environment, address];
        Modules = [.. data.Coverage.Items.Where(item => item.ProviderId == provider.Id)
            .OrderByDescending(item => item.ModuleId == moduleId).ThenByDescending(item => item.AccountId is null)
            .ThenBy(item => item.ModuleName, StringComparer.OrdinalIgnoreCase).Select(item => new ModuleChoice(item))];
        foreach (ModuleChoice choice in Modules.Where(choice => choice.Item.ModuleId == moduleId))
            choice.Selected = true;
        ChooseKind(0);
    }

    /// <inheritdoc/>
    public override string Title => $"NEW ACCOUNT · {_provider.Name.ToUpperInvariant()}";

    /// <inheritdoc/>
    public override string Subtitle => !CanVerify ? "kept for ThorAPI, which uses it; nothing here can test it" : Kind.ManageUrl.Length > 0 ? $"make a key at {Kind.ManageUrl}" : _provider.Description;

    /// <inheritdoc/>
    public override Rgb Accent => Rgb.Parse(_provider.AccentColor, Palette.Orange);

    /// <inheritdoc/>
    public override string SubmitLabel => "STORE";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Kinds => [.. _provider.CredentialKinds.Select(kind => kind.Name)];

    /// <inheritdoc/>
    public override bool CanVerify => Kind.Tested;

    private CredentialKindCard Kind => _provider.CredentialKinds[KindIndex];

    /// <inheritdoc/>
    public override void ChooseKind(int index)
    {
        foreach (FormField field in Fields.Except(_head))
            field.Dispose();
        KindIndex = Math.Clamp(index, 0, _provider.CredentialKinds.Count - 1);
        // A credential that this host sends nowhere has no address of its own.
        Fields = [.. CanVerify ? _head : _head[..2], .. Kind.Fields.Select(card => FormField.FromCard(card))];
        Notify();
    }

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps)
    {
        CreateAccountRequest request = new()
        {
            ProviderId = _provider.Id,
            CredentialKindId = Kind.Id,
            Name = _head[0].Reveal(),
            Environment = _head[1].Reveal(),
            BaseUrl = !CanVerify || _head[2].IsEmpty || _head[2].Reveal() == _provider.BaseUrl ? null : _head[2].Reveal(),
            Fields = Fields.Except(_head).Where(field => !field.IsEmpty).ToDictionary(field => field.Key, field => field.Reveal(), StringComparer.Ordinal),
        };
        bool verify = VerifyAfter;
        CoverageItem[] modules = [.. Modules.Where(choice => choice.Selected).Select(choice => choice.Item)];
        steps.Add(new SubmitStep("store", StepState.Running, "encrypting"));
        steps.Add(new SubmitStep("verify", verify ? StepState.Waiting : StepState.Skipped, verify ? "" : CanVerify ? "not asked for" : "ThorAPI uses it; nothing to test here"));
        steps.Add(new SubmitStep("link", modules.Length > 0 ? StepState.Waiting : StepState.Skipped, modules.Length > 0 ? $"{modules.Length} modules" : "no module chosen"));
        return cancellationToken => SubmitAsync(request, verify, modules, cancellationToken);
    }

    private async Task SubmitAsync(CreateAccountRequest request, bool verify, CoverageItem[] modules, CancellationToken cancellationToken)
    {
        // Three calls instead of one that does it all: each step is seen as it happens, and a failure says which one failed.
        IIntegrationHostClient client = await Context.Client;
        CreateAccountResult created = await client.CreateAccountAsync(request, cancellationToken);
        Stored();
        AccountSummary account = created.Account;
        bool unusual = created.Warnings.Count > 0;
        Step(0, unusual ? StepState.Warned : StepState.Done, unusual ? $"{account.Name} stored; {string.Join("; ", created.Warnings)}" : $"{account.Name} stored, encrypted");
        VerdictReport? verdict = verify ? await VerifyAsync(1, account.Id, cancellationToken) : null;
        LinkTally? tally = modules.Length > 0 ? await LinkAsync(client, account.Id, modules, cancellationToken) : null;
        Finish(SubmitSentence.Of(account.Name, verify, verdict, tally));
    }

    private async Task<LinkTally> LinkAsync(IIntegrationHostClient client, string id, CoverageItem[] modules, CancellationToken cancellationToken)
    {
        Step(2, StepState.Running, $"{modules.Length} modules");
        try
        {
            IReadOnlyList<LinkOutcome> links = await client.LinkAsync(id, new LinkRequest([.. modules.Select(module => module.ModuleId)]), cancellationToken);
            CoverageReport coverage = await client.GetCoverageAsync(cancellationToken);
            int runs = 0;
            foreach (CoverageItem module in modules)
            {
                LinkOutcome? link = links.FirstOrDefault(link => link.ModuleId == module.ModuleId);
                CoverageItem? now = coverage.Items.FirstOrDefault(item => item.ModuleId == module.ModuleId);
                bool covered = link is { Linked: true } && now is { State: "Covered" };
                runs += covered ? 1 : 0;
                Outcome(link is not { Linked: true }
                    ? new SubmitStep(module.ModuleName, StepState.Failed, link?.Problem ?? "the host did not say whether it is linked")
                    : new SubmitStep(module.ModuleName, covered ? StepState.Done : StepState.Warned, covered ? "linked, can run" : $"linked, {now?.Reason ?? "not known to coverage"}"));
            }

            int linked = links.Count(link => link.Linked);
            Step(2, linked == modules.Length ? StepState.Done : StepState.Warned, $"{linked} of {modules.Length} linked, {runs} can run");
            return new LinkTally(modules.Length, linked, runs);
        }
        catch (Exception exception) when (exception is HostApiException or HostUnavailableException)
        {
            Step(2, StepState.Failed, exception.Message);
            return new LinkTally(modules.Length, 0, 0);
        }
    }

    private static string FreeName(string name, string[] taken)
    {
        string free = name;
        for (int number = 2; taken.Contains(free, StringComparer.OrdinalIgnoreCase); number++)
            free = $"{name}_{number}";
        return free;
    }
}
