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
    private readonly AccountSetup _setup;
    private readonly FormField _address;
    private bool _allowOtherOwner;

    /// <param name="context">What the form uses of the console.</param>
    /// <param name="account">The account.</param>
    /// <param name="provider">Its template; <c>null</c> if no plugin knows it, which leaves the fields unchecked.</param>
    public ReplaceSecretModel(ConsoleContext context, AccountSummary account, ProviderCard? provider)
        : base(context)
    {
        _account = account;
        _setup = new AccountSetup(context, this, account);
        _provider = provider;
        _kind = provider?.CredentialKinds.FirstOrDefault(kind => kind.Id == account.CredentialKindId);
        _address = new FormField("baseUrl", "Base URL", FieldRules.BaseUrl)
        {
            Help = "For a proxy or a test server. Secrets are kept for one address: another one needs them again.",
            Advanced = true,
        };
        Fields = _kind is null ? [.. account.Fields.Select(FromStored)]
            : _kind.Tested ? [_address, .. _kind.Fields.Select(Field)]
            : [.. _kind.Fields.Select(Field)];
        PrefillPlain();
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

    private AccountSummary Account => _setup.Account ?? _account;

    /// <inheritdoc/>
    protected override string? Refusal() => Edits.Length == 0 ? "nothing has been changed"
        : IsEdited(_address) && Fields.FirstOrDefault(field => field is { Secret: not null, IsEmpty: true } && IsSet(field.Key)) is { } lacking ? $"{lacking.Label} is needed again: it was given for the old address"
        : null;

    /// <inheritdoc/>
    protected override bool CanRetry => _setup.Verdict is not { Kind: "Valid" or "Insufficient" } && VerifyAfter;

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again)
    {
        FormField[] edits = again ? [] : Edits;
        string? address = edits.Contains(_address) ? _address.Reveal() : null;
        SetupPlan plan = new()
        {
            Replace = edits.Length == 0 ? null : new SetFieldsRequest
            {
                BaseUrl = address == _provider?.BaseUrl ? "" : address,
                Fields = edits.Where(field => field != _address).ToDictionary(field => field.Key, field => field.Reveal(), StringComparer.Ordinal),
                ExpectSameOwner = !_allowOtherOwner,
            },
            Verify = VerifyAfter,
            NoTest = CanVerify ? "not asked for" : "ThorAPI uses it; nothing to test here",
            Links = false,
        };
        steps.AddRange(_setup.Steps(plan));
        return cancellationToken => _setup.RunAsync(plan, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void EditAgain()
    {
        PrefillPlain();
        ShowsAll |= _setup.Verdict is { Kind: "Indeterminate" };
    }

    /// <inheritdoc/>
    protected override string Explain(HostApiException refusal)
    {
        // Asked once: whoever submits again after reading whose key it is means it.
        _allowOtherOwner = refusal.Errors.TryGetValue("expectSameOwner", out IReadOnlyList<string>? whose);
        return _allowOtherOwner ? $"{string.Join(" ", whose!)} {SubmitLabel} again hands the account over." : base.Explain(refusal);
    }

    private void PrefillPlain()
    {
        foreach (FormField field in Fields.Where(field => field.Secret is null))
            field.Prefill(Stored(field));
    }

    private static FormField Field(CredentialFieldCard card) => FormField.FromCard(card, keep: true);

    private static FormField FromStored(AccountFieldState stored) => new(stored.Key, stored.Label, FieldRules.Anything)
    {
        Placeholder = stored.Secret ? "empty keeps what is stored" : "",
        Secret = stored.Secret ? new SecretBuffer() : null,
    };

    private bool IsEdited(FormField field) => field.Secret is null ? field.Text.Trim() != Stored(field) : !field.IsEmpty;

    private bool IsSet(string key) => Account.Fields.Any(field => field.Key == key && field.IsSet);

    private string Stored(FormField field) => (field == _address ? Account.BaseUrl : Account.Fields.FirstOrDefault(stored => stored.Key == field.Key)?.Value) ?? "";
}
