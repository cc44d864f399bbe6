namespace IntegrationHost.Import;

/// <summary>A value as a source holds it, before it is known what it is.</summary>
/// <param name="Source">Where it lies, for people.</param>
/// <param name="Variable">The environment variable that would hold such a value; it leads to the field.</param>
/// <param name="Value">The value.</param>
internal sealed record RawValue(string Source, string Variable, string Value)
{
    /// <summary>Address that the source names; <c>null</c> if it names none.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>When the source says that it ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Names, never a value.</summary>
    public override string ToString() => $"RawValue({Source})";
}
