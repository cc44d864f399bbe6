using IntegrationHost.Client;
using IntegrationHost.Client.Recognition;
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
    private readonly IReadOnlyList<FormField> _all;
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
        _all = _kind is null ? [.. account.Fields.Select(FromStored)]
            : _kind.Tested ? [_address, .. _kind.Fields.Select(Field)]
            : [.. _kind.Fields.Select(Field)];
        foreach (FormField field in _all)
            field.Divert = Divert;
        PrefillPlain();
        // Where the token is missing or was withdrawn, most come to have access granted again.
        bool lacking = _kind?.AuthorizedField is { } token && (!IsSet(token) || account.Verdict is { Kind: "Invalid" });
        ChooseGrant(lacking ? 0 : Grants.Count - 1);
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

    /// <inheritdoc/>
    public override IReadOnlyList<string> Grants => GrantWays.Of(_kind);

    private bool Authorizes => GrantIndex < Grants.Count - 1;

    private FormField[] Edits => [.. Fields.Where(IsEdited)];

    private AccountSummary Account => _setup.Account ?? _account;

    /// <inheritdoc/>
    protected override string? Refusal() => Edits.Length == 0 && !Authorizes ? "nothing has been changed"
        : IsEdited(_address) && Fields.FirstOrDefault(field => field is { Secret: not null, IsEmpty: true } && IsSet(field.Key)) is { } lacking ? $"{lacking.Label} is needed again: it was given for the old address"
        : null;

    /// <inheritdoc/>
    protected override bool CanRetry => (Authorizes && !_setup.Granted) || _setup.Verdict is not { Kind: "Valid" or "Insufficient" } && VerifyAfter;

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again)
    {
        FormField[] edits = again ? [] : Edits;
        string? address = edits.Contains(_address) ? _address.Reveal() : null;
        if (!again)
            _setup.AskAnew();
        SetupPlan plan = new()
        {
            Replace = edits.Length == 0 ? null : new SetFieldsRequest
            {
                BaseUrl = address == _provider?.BaseUrl ? "" : address,
                Fields = edits.Where(field => field != _address).ToDictionary(field => field.Key, field => field.Reveal(), StringComparer.Ordinal),
                ExpectSameOwner = !_allowOtherOwner,
            },
            Authorize = Authorizes,
            Device = GrantIndex == GrantWays.Device,
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

    /// <inheritdoc/>
    public override void ChooseGrant(int index)
    {
        GrantIndex = Math.Clamp(index, 0, Math.Max(0, Grants.Count - 1));
        // What is granted at the provider need not be typed.
        Fields = Authorizes ? [.. _all.Where(field => field.Key != _kind!.AuthorizedField)] : _all;
        Notify();
    }

    // Whoever corrects the address has the focus on the key.
    private bool Divert(FormField into, string pasted)
    {
        string value = pasted.Trim();
        if (into.Secret is null || _kind is not { Tested: true } || _kind.Fields.First(card => card.Key == into.Key) is not { } card || KeyForm.Accepts(card, value) || !FieldRules.IsAddress(value))
            return false;
        ShowsAll = true;
        _address.Fill(value);
        Notice = $"✔ the paste went into {_address.Label}";
        RaiseFilled();
        return true;
    }

    private void PrefillPlain()
    {
        foreach (FormField field in _all.Where(field => field.Secret is null))
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
