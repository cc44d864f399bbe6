using IntegrationHost.Client.Recognition;
using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Dashboard;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Templates;

/// <summary>The dialog behind a template card: makes an account, verifies it and links it, in one go.</summary>
internal sealed partial class TemplateFormModel : CredentialFormModel
{
    private readonly ProviderCard _provider;
    private readonly IReadOnlyList<ProviderCard> _catalog;
    private readonly FormField[] _head;
    private readonly AccountSetup _setup;
    private readonly bool _brief;
    private readonly bool _guesses;
    private FormField[] _values = [];

    /// <param name="context">What the form uses of the console.</param>
    /// <param name="provider">The template.</param>
    /// <param name="data">The dashboard's data: names in use, and the provider's modules.</param>
    /// <param name="start">What the form opens with.</param>
    public TemplateFormModel(ConsoleContext context, ProviderCard provider, LiveData data, TemplateStart? start = null)
        : base(context)
    {
        start ??= TemplateStart.Empty;
        _provider = provider;
        _catalog = data.Catalog;
        _brief = start.Brief;
        _guesses = start.Environment is null;
        _setup = new AccountSetup(context, this);
        _head = TemplateHead.Of(provider, data, start);
        foreach (FormField field in _head)
            field.Divert = Divert;
        Modules = [.. data.Coverage.Items.Where(item => item.ProviderId == provider.Id)
            .OrderByDescending(item => item.ModuleId == start.ModuleId).ThenByDescending(item => item.AccountId is null)
            .ThenBy(item => item.ModuleName, StringComparer.OrdinalIgnoreCase).Select(item => new ModuleChoice(item))];
        foreach (ModuleChoice choice in Modules.Where(choice => choice.Item.ModuleId == start.ModuleId))
            choice.Selected = true;
        ChooseKind(Math.Max(0, provider.CredentialKinds.ToList().FindIndex(kind => kind.Id == start.KindId)));
        foreach (FormField field in _values.Where(field => field.Secret is null && start.Fields.ContainsKey(field.Key)))
            field.Prefill(start.Fields[field.Key]);
        if (start is { Secret: { } secret, SecretKey: { } key })
            Fill(key, secret);
    }

    /// <inheritdoc/>
    public override string Title => $"{(_brief ? "QUICK CREATE" : "NEW ACCOUNT")} · {_provider.Name.ToUpperInvariant()}";

    /// <inheritdoc/>
    public override string Subtitle => _brief && For() is { Length: > 0 } modules ? modules : Origin;

    private string Origin => !CanVerify ? "kept for ThorAPI, which uses it; nothing here can test it" : Kind.ManageUrl.Length > 0 ? $"make a key at {Kind.ManageUrl}" : _provider.Description;

    /// <inheritdoc/>
    public override Rgb Accent => Rgb.Parse(_provider.AccentColor, Palette.Orange);

    /// <inheritdoc/>
    public override string SubmitLabel => _setup.Account is null ? "STORE" : "REPLACE";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Kinds => _setup.Account is null ? [.. _provider.CredentialKinds.Select(kind => kind.Name)] : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Grants => GrantWays.Of(Kind);

    /// <inheritdoc/>
    public override bool ListsModules => Modules.Count > 0 && (!_brief || ShowsAll);

    /// <inheritdoc/>
    public override bool CanVerify => Kind.Tested;

    /// <summary>Id of the account that was made; <c>null</c> as long as none is.</summary>
    public string? AccountId => _setup.Account?.Id;

    /// <summary>The environment as it is now.</summary>
    public string Environment => _head[1].Text;

    /// <inheritdoc/>
    protected override bool CanRetry => _setup.Account is not null
        && Steps.Skip(1).Any(step => step.State is StepState.Failed or StepState.Warned || step is { State: StepState.Skipped, Text: "not done" });

    private CredentialKindCard Kind => _provider.CredentialKinds[KindIndex];

    // A short form does not list the modules, so that it says which it is for.
    private string For()
    {
        string[] chosen = [.. Modules.Where(choice => choice.Selected).Select(choice => choice.Item.ModuleName)];
        string rest = chosen.Length > 1 ? $" and {chosen.Length - 1} more" : "";
        return chosen.Length == 0 ? "" : $"for {chosen[0]}{rest} · {Origin}";
    }

    private bool Authorizes => Kind.AuthorizedField is not null && GrantIndex < Grants.Count - 1;

    /// <inheritdoc/>
    public override void ChooseKind(int index)
    {
        FormField[] before = _values;
        KindIndex = Math.Clamp(index, 0, _provider.CredentialKinds.Count - 1);
        GrantIndex = 0;
        Notice = "";
        _values = [.. Kind.Fields.Select(card => Carried(FormField.FromCard(card, brief: _brief), before))];
        foreach (FormField field in before)
            field.Dispose();
        foreach (FormField field in _values)
        {
            field.Divert = Divert;
            if (field.Secret is not null)
                field.Changed += GuessEnvironment;
        }

        Arrange();
        GuessEnvironment();
        Notify();
    }

    /// <inheritdoc/>
    public override void ChooseGrant(int index)
    {
        GrantIndex = Math.Clamp(index, 0, Grants.Count - 1);
        Arrange();
        Notify();
    }

    private void Arrange()
    {
        IEnumerable<FormField> head = _setup.Account is not null ? [_head[2]] : _head;
        if (!CanVerify)
            head = head.Except([_head[2]]);
        // What is granted at the provider need not be typed.
        Fields = [.. head, .. _values.Where(field => !Authorizes || field.Key != Kind.AuthorizedField)];
    }

    // A value that both kinds have, such as an account's number, need not be typed twice.
    private static FormField Carried(FormField field, FormField[] before)
    {
        FormField? same = before.FirstOrDefault(old => old.Key == field.Key && old.Secret is null == field.Secret is null && !old.IsEmpty);
        if (same is null)
            return field;
        if (field.Secret is not null && same.Secret is not null)
            field.Fill(same.Secret);
        else
            field.Prefill(same.Text);
        return field;
    }

    private void GuessEnvironment()
    {
        if (!_guesses || _setup.Account is not null || _head[1].IsTouched)
            return;
        string guess = Kind.Fields.Any(card => card.Secret && card.Prefixes.Any(prefix => KeyEnvironment.OfPrefix(prefix) == KeyEnvironment.Test && Begins(card.Key, prefix)))
            ? KeyEnvironment.Test
            : KeyEnvironment.Default;
        if (_head[1].Text != guess)
            _head[1].Prefill(guess);
    }

    private bool Begins(string key, string prefix) => _values.FirstOrDefault(field => field.Key == key)?.Secret is { } secret && secret.Span.StartsWith(prefix, StringComparison.Ordinal);
}
