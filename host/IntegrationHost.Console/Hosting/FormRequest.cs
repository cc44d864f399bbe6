namespace IntegrationHost.Console.Hosting;

/// <summary>Asks the console for one form instead of the dashboard: it opens filled in, and the console ends when it is closed.</summary>
public sealed class FormRequest
{
    /// <summary>Provider whose template is opened.</summary>
    public required string ProviderId { get; init; }

    /// <summary>Credential kind; the template's first if absent.</summary>
    public string? KindId { get; init; }

    /// <summary>Name that is proposed; the template's if absent.</summary>
    public string? Name { get; init; }

    /// <summary>Environment that is proposed; guessed from the key if absent.</summary>
    public string? Environment { get; init; }

    /// <summary>Address that is proposed; the provider's if absent.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>ExecModule to link in any case; none if absent.</summary>
    public string? ModuleId { get; init; }

    /// <summary>Values that are no secret, by field key. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>Id of the account that was made, once the console has ended; <c>null</c> if none was.</summary>
    public string? AccountId { get; internal set; }
}
