using IntegrationHost.Client;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;
using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Accounts;

/// <summary>Replaces values of an account in place: its id, links and permissions stay.</summary>
internal sealed class ReplaceSecretModel : CredentialFormModel
{
    private readonly AccountSummary _account;
    private readonly ProviderCard? _provider;
    private readonly CredentialKindCard? _kind;
    private bool _allowOtherOwner;

    /// <param name="context">What the form uses of the console.</param>
    /// <param name="account">The account.</param>
    /// <param name="provider">Its template; <c>null</c> if no plugin knows it, which leaves the fields unchecked.</param>
    public ReplaceSecretModel(ConsoleContext context, AccountSummary account, ProviderCard? provider)
        : base(context)
    {
        _account = account;
        _provider = provider;
        _kind = provider?.CredentialKinds.FirstOrDefault(kind => kind.Id == account.CredentialKindId);
        Fields = _kind is not null
            ? [.. _kind.Fields.Select(card => FormField.FromCard(card, keep: true))]
            : [.. account.Fields.Select(FromStored)];
        foreach (FormField field in Fields.Where(field => field.Secret is null))
            field.Prefill(Stored(field.Key));
    }

    /// <inheritdoc/>
    public override string Title => $"REPLACE SECRET · {_account.Name}";

    /// <inheritdoc/>
    public override string Subtitle => "id, links and permissions stay; an empty secret keeps what is stored";

    /// <inheritdoc/>
    public override Rgb Accent => Rgb.Parse(_provider?.AccentColor, Palette.Orange);

    /// <inheritdoc/>
    public override string SubmitLabel => "REPLACE";

    /// <inheritdoc/>
    public override bool CanVerify => _kind is null or { Tested: true };

    private FormField[] Edits => [.. Fields.Where(IsEdited)];

    /// <inheritdoc/>
    protected override string? Refusal() => Edits.Length == 0 ? "nothing has been changed" : null;

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps)
    {
        SetFieldsRequest request = new()
        {
            Fields = Edits.ToDictionary(field => field.Key, field => field.Reveal(), StringComparer.Ordinal),
            ExpectSameOwner = !_allowOtherOwner,
        };
        bool verify = VerifyAfter;
        steps.Add(new SubmitStep("store", StepState.Running, "encrypting"));
        steps.Add(new SubmitStep("verify", verify ? StepState.Waiting : StepState.Skipped, verify ? "" : CanVerify ? "not asked for" : "ThorAPI uses it; nothing to test here"));
        return cancellationToken => SubmitAsync(request, verify, cancellationToken);
    }

    /// <inheritdoc/>
    protected override string Explain(HostApiException refusal)
    {
        // Asked once: whoever submits again after reading whose key it is means it.
        _allowOtherOwner = refusal.Errors.TryGetValue("expectSameOwner", out IReadOnlyList<string>? whose);
        return _allowOtherOwner ? $"{string.Join(" ", whose!)} {SubmitLabel} again hands the account over." : base.Explain(refusal);
    }

    private async Task SubmitAsync(SetFieldsRequest request, bool verify, CancellationToken cancellationToken)
    {
        IIntegrationHostClient client = await Context.Client;
        AccountSummary account = await client.SetFieldsAsync(_account.Id, request, cancellationToken);
        Stored();
        Step(0, StepState.Done, request.Fields.Count == 1 ? "1 value replaced" : $"{request.Fields.Count} values replaced");
        VerdictReport? verdict = verify ? await VerifyAsync(1, account.Id, cancellationToken) : null;
        Finish(SubmitSentence.Of(account.Name, verify, verdict, links: null));
    }

    private static FormField FromStored(AccountFieldState stored) => new(stored.Key, stored.Label, FieldRules.Anything)
    {
        Placeholder = stored.Secret ? "empty keeps what is stored" : "",
        Secret = stored.Secret ? new SecretBuffer() : null,
    };

    private bool IsEdited(FormField field) => field.Secret is null ? field.Text.Trim() != Stored(field.Key) : !field.IsEmpty;

    private string Stored(string key) => _account.Fields.FirstOrDefault(field => field.Key == key)?.Value ?? "";
}
