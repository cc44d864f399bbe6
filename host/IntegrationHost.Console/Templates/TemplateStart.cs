namespace IntegrationHost.Console.Templates;

/// <summary>What a template's form opens with.</summary>
internal sealed record TemplateStart
{
    /// <summary>Nothing filled in.</summary>
    public static readonly TemplateStart Empty = new();

    /// <summary>Credential kind; the template's first if absent.</summary>
    public string? KindId { get; init; }

    /// <summary>A module to link in any case.</summary>
    public string? ModuleId { get; init; }

    /// <summary>Environment; guessed if absent.</summary>
    public string? Environment { get; init; }

    /// <summary>Name of the account; the first one that is free if absent.</summary>
    public string? Name { get; init; }

    /// <summary>Address; the provider's if absent.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Values that are no secret, by field key.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Field that <see cref="Secret"/> belongs into.</summary>
    public string? SecretKey { get; init; }

    /// <summary>A secret that was pasted. The form takes it over, and wipes it.</summary>
    public SecretBuffer? Secret { get; init; }

    /// <summary>Whether the form is to be as short as can be.</summary>
    public bool Brief { get; init; }
}
