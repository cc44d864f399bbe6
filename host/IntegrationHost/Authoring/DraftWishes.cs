namespace IntegrationHost.Authoring;

/// <summary>What was asked for on the command line; <c>null</c> for what was not.</summary>
internal sealed record DraftWishes
{
    public string? Name { get; init; }

    public string? BaseUrl { get; init; }

    public string? SmokePath { get; init; }

    /// <summary>Where the OpenAPI document came from, for its relative addresses.</summary>
    public Uri? DocumentAddress { get; init; }

    /// <summary>More than these are never made of one document.</summary>
    public const int MostModules = 2000;

    /// <summary>Most modules; 40 by default.</summary>
    public int MaxModules { get; init; } = 40;
}
