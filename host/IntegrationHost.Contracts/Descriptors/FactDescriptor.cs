namespace IntegrationHost.Contracts.Descriptors;

/// <summary>Where one fact about a credential is found.</summary>
public sealed record FactDescriptor
{
    /// <summary>Label for people, such as <c>workspace</c>; empty where the list it is in says it.</summary>
    public string Label { get; init; } = "";

    /// <summary>Id of the request in whose answer to look; <c>null</c> for any that was made.</summary>
    public string? Request { get; init; }

    /// <summary>Where in the answer, or that it is decided by the beginning of a field's value.</summary>
    public required FactSource Source { get; init; }

    /// <summary>Path in the body, header name, or field key.</summary>
    public required string Path { get; init; }

    /// <summary>How the text is read.</summary>
    public FactFormat Format { get; init; }

    /// <summary>For <see cref="FactSource.FieldPrefix"/> beginnings, otherwise values, and what each stands for; empty to take the value as it is.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Map { get; init; } = [];

    /// <summary>In <see cref="VerificationDescriptor.Identity"/>: whether it is the owner's stable id, by which another owner's credential is told.</summary>
    public bool Key { get; init; }
}
