using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Templates;

/// <content>What is sent: the account at first, and what is corrected of it once it is stored.</content>
internal sealed partial class TemplateFormModel
{
    private readonly Dictionary<string, string> _plain = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);

    /// <summary>How the full screen brings modules; elsewhere it is done otherwise.</summary>
    public const string ImportHint = ": 4, then i imports them";

    // The address as it was stored, until another one is typed.
    private string? NewAddress => _setup.Account is { } stored && CanVerify && _head[2].Reveal() is var typed && typed != (stored.BaseUrl ?? "") ? typed : null;

    /// <inheritdoc/>
    protected override string? Refusal() => NewAddress is not null && _values.FirstOrDefault(field => field is { Secret: not null, IsEmpty: true } && _kept.Contains(field.Key)) is { } lacking
        ? $"{lacking.Label} is needed again: it was given for the old address"
        : null;

    /// <inheritdoc/>
    protected override Func<CancellationToken, Task> Prepare(List<SubmitStep> steps, bool again)
    {
        Dictionary<string, string> values = again ? [] : Fields.Except(_head).Where(IsNew).ToDictionary(field => field.Key, field => field.Reveal(), StringComparer.Ordinal);
        string? address = again ? null : NewAddress;
        if (!again)
            _setup.AskAnew();
        SetupPlan plan = new()
        {
            Create = _setup.Account is not null ? null : new CreateAccountRequest
            {
                ProviderId = _provider.Id,
                CredentialKindId = Kind.Id,
                Name = _head[0].Reveal(),
                Environment = _head[1].Reveal(),
                BaseUrl = !CanVerify || _head[2].IsEmpty || _head[2].Reveal() == _provider.BaseUrl ? null : _head[2].Reveal(),
                Fields = values,
            },
            // Nobody has been found to own the account yet, so that another owner is none.
            Replace = _setup.Account is null || (values.Count == 0 && address is null) ? null
                : new SetFieldsRequest { Fields = values, ExpectSameOwner = false, BaseUrl = address == _provider.BaseUrl ? "" : address },
            Authorize = Authorizes,
            Device = GrantIndex == GrantWays.Device,
            Verify = VerifyAfter,
            NoTest = CanVerify ? "not asked for" : "ThorAPI uses it; nothing to test here",
            NoLink = Modules.Count > 0 ? "no module chosen" : $"no workflow has a module of {_provider.Name} yet{ImportHint}",
            Modules = [.. Modules.Where(choice => choice.Selected).Select(choice => choice.Item)],
        };
        foreach (FormField field in _values)
        {
            if (field.Secret is null)
                _plain[field.Key] = field.Reveal();
            else if (!field.IsEmpty)
                _kept.Add(field.Key);
        }

        steps.AddRange(_setup.Steps(plan));
        return cancellationToken => _setup.RunAsync(plan, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void EditAgain()
    {
        // Name and environment are stored. What was given stays as it is unless something else is typed.
        foreach (FormField field in _values)
            field.Dispose();
        _values = [.. Kind.Fields.Select(card => FormField.FromCard(card, keep: card.Secret ? _kept.Contains(card.Key) : _plain.GetValueOrDefault(card.Key) is { Length: > 0 }, brief: _brief))];
        foreach (FormField field in _values)
        {
            field.Divert = Divert;
            if (field.Secret is null)
                field.Prefill(_plain.GetValueOrDefault(field.Key) ?? "");
        }

        _head[2].Prefill(_setup.Account?.BaseUrl ?? "");
        Arrange();
        // No clear answer is often the address's fault, which is not among the fields that everyone needs.
        ShowsAll |= _setup.Verdict is { Kind: "Indeterminate" };
        Notice = "! stored; what is typed here replaces its values";
    }

    private bool IsNew(FormField field) => field.Secret is null && _setup.Account is not null ? field.Reveal() != _plain.GetValueOrDefault(field.Key, "") : !field.IsEmpty;
}
