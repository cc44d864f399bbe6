using System.Text.Json.Nodes;

namespace IntegrationHost.Authoring;

/// <summary>A provider before it is a file: what is known of it, and what had to be guessed.</summary>
internal sealed record ProviderDraft
{
    public required ProviderNames Names { get; init; }

    /// <summary>One sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Absolute https address without a trailing slash.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Documentation; the base URL's host if it is not told.</summary>
    public required string DocsUrl { get; init; }

    /// <summary>The ways to authenticate, the usual one first.</summary>
    public required IReadOnlyList<AuthDraft> Kinds { get; init; }

    public required SmokeTestDraft SmokeTest { get; init; }

    /// <summary>The modules in the metadata's form.</summary>
    public required IReadOnlyList<JsonObject> Modules { get; init; }

    /// <summary>What could not be derived and was guessed or left out, one sentence each, for whoever goes on.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
