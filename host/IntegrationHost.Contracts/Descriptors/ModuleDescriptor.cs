namespace IntegrationHost.Contracts.Descriptors;

/// <summary>A module as metadata: ThorAPI's ExtractedModuleMetadata, and what the credential must be fit for.</summary>
public sealed record ModuleDescriptor
{
    /// <summary>The class by which a workflow names it, such as <c>com.valkyrlabs.workflow.modules.msg.SlackPostModule</c>.</summary>
    public required string ModuleClass { get; init; }

    /// <summary>Short key of its type in the metadata, such as <c>msg.slack.post</c>. Free text; never ThorAPI's persisted enum.</summary>
    public required string ModuleType { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Group, such as <c>Messaging</c>.</summary>
    public required string Category { get; init; }

    /// <summary>One sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Names under which workflows also know it (older classes, bean names, dotted ids).</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Ids of the credential kinds that can run it; empty for every kind of the provider.</summary>
    public IReadOnlyList<string> CredentialKinds { get; init; } = [];

    /// <summary>Scopes it needs, all of them; an item <c>a|b</c> is met by either.</summary>
    public IReadOnlyList<string> RequiredScopes { get; init; } = [];

    /// <summary>Whether it runs with a credential at all; default <c>true</c>. One that does not is never waited for.</summary>
    public bool NeedsCredential { get; init; } = true;

    /// <summary>Whether this host can run it; default <c>true</c>. Otherwise it is described here and runs in ThorAPI.</summary>
    public bool RunsHere { get; init; } = true;

    /// <summary>Inputs in order.</summary>
    public IReadOnlyList<ModuleFieldDescriptor> Inputs { get; init; } = [];

    /// <summary>Outputs in order.</summary>
    public IReadOnlyList<ModuleFieldDescriptor> Outputs { get; init; } = [];

    /// <summary>What running it is like; <c>null</c> if that is not told.</summary>
    public BehaviorDescriptor? Behavior { get; init; }

    /// <summary>Errors it is known to end in.</summary>
    public IReadOnlyList<ErrorDescriptor> Errors { get; init; } = [];

    /// <summary>What it depends on.</summary>
    public IReadOnlyList<DependencyDescriptor> Dependencies { get; init; } = [];

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
