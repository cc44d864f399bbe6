namespace IntegrationHost.Metadata.Model;

/// <summary>A smoke test as data.</summary>
/// <param name="Requests">The requests; the first is the start.</param>
/// <param name="Rules">The rules in order.</param>
/// <param name="Identity">Who the credential belongs to.</param>
/// <param name="Scopes">Where granted scopes are found.</param>
/// <param name="Expiry">Where the expiry is found.</param>
/// <param name="Mode">Where live or test is found.</param>
public sealed record VerificationMetadata(
    EquatableArray<RequestMetadata> Requests, EquatableArray<RuleMetadata> Rules,
    EquatableArray<FactMetadata> Identity, EquatableArray<FactMetadata> Scopes, EquatableArray<FactMetadata> Expiry, EquatableArray<FactMetadata> Mode)
{
    /// <summary>Where the type of the owner's account is found.</summary>
    public EquatableArray<FactMetadata> AccountType { get; init; } = EquatableArray<FactMetadata>.Empty;
}

/// <summary>A request of a smoke test.</summary>
/// <param name="Id">Id within the smoke test.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the base URL.</param>
/// <param name="Headers">Fixed headers.</param>
/// <param name="Enrichment">Whether it only adds facts.</param>
/// <param name="Cost">What it costs, in words.</param>
public sealed record RequestMetadata(string Id, string Method, string Path, EquatableArray<NamedText> Headers, bool Enrichment, string Cost)
{
    /// <summary>Server it goes to; empty for the base address.</summary>
    public string Server { get; init; } = "";

    /// <summary>Whether it is sent without the credential.</summary>
    public bool WithoutCredential { get; init; }

    /// <summary>Whether it is sent as the app itself and not as its installation.</summary>
    public bool AsApp { get; init; }

    /// <summary>Body that the host fills in; <c>null</c> for none.</summary>
    public BodyMetadata? Body { get; init; }
}

/// <summary>A body with placeholders: exactly one of the three.</summary>
/// <param name="Json">JSON as text, or <c>null</c>.</param>
/// <param name="Form">Form fields; empty if it is no form.</param>
/// <param name="Text">Plain text, or <c>null</c>.</param>
public sealed record BodyMetadata(string? Json, EquatableArray<NamedText> Form, string? Text)
{
    /// <summary>The placeholders in the texts of <see cref="Json"/>.</summary>
    public EquatableArray<string> Placeholders { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A row of the verdict table.</summary>
/// <param name="Id">Rule id.</param>
/// <param name="Request">Request it looks at, or <c>null</c>.</param>
/// <param name="Statuses">Statuses, as text.</param>
/// <param name="Body">Conditions on the body.</param>
/// <param name="Headers">Conditions on headers.</param>
/// <param name="Verdict">Name in the contract's enum, or <c>null</c>.</param>
/// <param name="Next">Request to go on with, or <c>null</c>.</param>
/// <param name="Message">Sentence for people.</param>
/// <param name="ErrorCodePath">Where the provider's code stands, or <c>null</c>.</param>
/// <param name="MissingScopesPath">Where missing scopes stand, or <c>null</c>.</param>
public sealed record RuleMetadata(
    string Id, string? Request, EquatableArray<int> Statuses, EquatableArray<ConditionMetadata> Body, EquatableArray<ConditionMetadata> Headers,
    string? Verdict, string? Next, string Message, string? ErrorCodePath, string? MissingScopesPath)
{
    /// <summary>Whole bodies that are not JSON and match; empty if the body is not looked at so.</summary>
    public EquatableArray<string> Texts { get; init; } = EquatableArray<string>.Empty;

    /// <summary>Scopes that are missing if it matches.</summary>
    public EquatableArray<string> MissingScopes { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A test of one value.</summary>
/// <param name="Path">Path in the body, or header name.</param>
/// <param name="Operator">Name in the contract's enum, such as <c>In</c>.</param>
/// <param name="Values">Operands as text.</param>
public sealed record ConditionMetadata(string Path, string Operator, EquatableArray<string> Values);

/// <summary>Where a fact is found.</summary>
/// <param name="Label">Label, or empty.</param>
/// <param name="Request">Request, or <c>null</c>.</param>
/// <param name="Source">Name in the contract's enum, such as <c>Body</c>.</param>
/// <param name="Path">Path, header or field.</param>
/// <param name="Format">Name in the contract's enum, such as <c>Text</c>.</param>
/// <param name="Map">Values and what they stand for.</param>
public sealed record FactMetadata(string Label, string? Request, string Source, string Path, string Format, EquatableArray<NamedText> Map)
{
    /// <summary>Whether it is the stable id of the owner.</summary>
    public bool Key { get; init; }
}
