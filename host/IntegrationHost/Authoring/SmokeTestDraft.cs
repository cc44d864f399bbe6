namespace IntegrationHost.Authoring;

/// <summary>A smoke test: one read, and what tells the provider's own answers from others.</summary>
/// <param name="Path">Path below the base URL.</param>
internal sealed record SmokeTestDraft(string Path)
{
    /// <summary>What a good answer has: paths in its JSON.</summary>
    public IReadOnlyList<string> ValidPaths { get; init; } = ["id"];

    /// <summary>Where a good answer says whose the credential is; the first is the owner's id.</summary>
    public IReadOnlyList<string> IdentityPaths { get; init; } = [];

    /// <summary>What a refusal has: paths in its JSON, and the word that stands there, or <c>null</c> for any.</summary>
    public IReadOnlyList<(string Path, string? Word)> InvalidConditions { get; init; } = [("error", null)];

    /// <summary>Where a refusal has its code; <c>null</c> if it has none.</summary>
    public string? ErrorCodePath { get; init; }

    /// <summary>Whether refusals are so marked that a 403 can be told from a firewall's.</summary>
    public bool TellsForbidden { get; init; }

    /// <summary>A good answer, made up.</summary>
    public string ValidBody { get; init; } = """{ "id": "EXAMPLE" }""";
}
