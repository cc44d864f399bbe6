namespace IntegrationHost.Contracts.Descriptors;

/// <summary>An error that a module is known to end in.</summary>
public sealed record ErrorDescriptor
{
    /// <summary>The provider's code, or the class of ThorAPI's exception.</summary>
    public required string Code { get; init; }

    /// <summary>HTTP status it comes with; <c>null</c> for none.</summary>
    public int? Status { get; init; }

    /// <summary>Why it happens.</summary>
    public string Cause { get; init; } = "";

    /// <summary>What to do about it.</summary>
    public string Action { get; init; } = "";
}
