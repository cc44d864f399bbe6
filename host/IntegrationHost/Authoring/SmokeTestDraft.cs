namespace IntegrationHost.Authoring;

/// <summary>A smoke test: one read, and what tells the provider's own answers from others.</summary>
/// <param name="Path">Path below the base URL.</param>
internal sealed record SmokeTestDraft(string Path)
{
    /// <summary>What a good answer has.</summary>
    public IReadOnlyList<AnswerPart> ValidParts { get; init; } = [new("id")];

    /// <summary>Where a good answer says whose the credential is; the first is the owner's id.</summary>
    public IReadOnlyList<string> IdentityPaths { get; init; } = [];

    /// <summary>What a refusal has. Where nobody said, a word is guessed: that there is an "error" would be true of any proxy's refusal as well.</summary>
    public IReadOnlyList<AnswerPart> InvalidParts { get; init; } = [new("error", Word: "unauthorized")];

    /// <summary>Where a refusal has its code; <c>null</c> if it has none.</summary>
    public string? ErrorCodePath { get; init; }

    /// <summary>Whether refusals are so marked that a 403 can be told from a firewall's.</summary>
    public bool TellsForbidden { get; init; }

    /// <summary>A good answer, made up.</summary>
    public string ValidBody { get; init; } = """{ "id": "EXAMPLE" }""";
}
