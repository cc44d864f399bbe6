namespace IntegrationHost.Client.Wire;

/// <summary>Makes the account that a module needs, from where the module is (<c>POST /api/quick-create</c>). Without <see cref="Fields"/> it only proposes.</summary>
public sealed record QuickCreateRequest
{
    /// <summary>Display name of the module.</summary>
    public string? ModuleName { get; init; }

    /// <summary>Class, simple name, bean name or dotted id of the module.</summary>
    public string? ClassName { get; init; }

    /// <summary>Type of the module in the metadata.</summary>
    public string? ModuleType { get; init; }

    /// <summary>The active ExecModule, which is linked to the account; none if absent.</summary>
    public string? ExecModuleId { get; init; }

    /// <summary>Provider to use; the best template's if absent.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Credential kind id; the proposed one if absent.</summary>
    public string? CredentialKindId { get; init; }

    /// <summary>Account name; the proposed one if absent.</summary>
    public string? Name { get; init; }

    /// <summary>Environment, such as <c>production</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>Base address instead of the provider's.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Values by field key. Secrets go in here and never come out. Absent: nothing is stored.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Whether to run the smoke test once stored.</summary>
    public bool Verify { get; init; }

    /// <summary>Prints the class, never a value.</summary>
    public override string ToString() => $"QuickCreateRequest({ClassName})";
}

/// <summary>What quick-create proposes, and what it made.</summary>
/// <param name="Templates">Templates that fit, the best first.</param>
/// <param name="Form">The form of the best, filled in as far as can be; <c>null</c> if none fits.</param>
/// <param name="Created">What was made; <c>null</c> for a proposal.</param>
public sealed record QuickCreateResult(IReadOnlyList<TemplateChoice> Templates, QuickCreateForm? Form, CreateAccountResult? Created);

/// <summary>A template that fits a module.</summary>
/// <param name="Best">Whether it is the one to highlight.</param>
/// <param name="Reason">Why it fits.</param>
/// <param name="Template">The template.</param>
public sealed record TemplateChoice(bool Best, string Reason, TemplateCard Template);

/// <summary>A form that is filled in as far as can be.</summary>
/// <param name="ProviderId">Provider.</param>
/// <param name="CredentialKindId">Kind that runs the module.</param>
/// <param name="Name">Proposed account name.</param>
/// <param name="Environment">Proposed environment.</param>
/// <param name="Fields">Its fields; values only for what is no secret and the same in every account of the provider.</param>
public sealed record QuickCreateForm(string ProviderId, string CredentialKindId, string Name, string Environment, IReadOnlyList<QuickCreateField> Fields);

/// <summary>A field of the form.</summary>
/// <param name="Key">Field key.</param>
/// <param name="Label">Label.</param>
/// <param name="Secret">Whether it is write-only.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Value">Proposed value; never of a secret.</param>
public sealed record QuickCreateField(string Key, string Label, bool Secret, bool Required, string? Value);
