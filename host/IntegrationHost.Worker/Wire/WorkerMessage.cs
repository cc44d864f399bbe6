using IntegrationHost.Contracts.Descriptors;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Worker.Wire;

/// <summary>What a worker says to the host: one of its parts. From the moment the plugin is loaded, none of it is to be believed.</summary>
internal sealed record WorkerMessage
{
    /// <summary>Call that it is about; 0 for none.</summary>
    public int Call { get; init; }

    /// <summary>The first word, before anything of the plugin is touched.</summary>
    public HelloPart? Hello { get; init; }

    /// <summary>What the plugin describes.</summary>
    public IReadOnlyList<LoadedProvider>? Loaded { get; init; }

    /// <summary>Why it could not be loaded.</summary>
    public string? Fault { get; init; }

    /// <summary>A request for the host's channel; a body follows.</summary>
    public RequestPart? Request { get; init; }

    /// <summary>The end of a call.</summary>
    public ModuleResult? Result { get; init; }

    /// <summary>The end of a call by an exception: the name of its type.</summary>
    public string? Threw { get; init; }
}

/// <summary>What the worker is and what holds it.</summary>
/// <param name="Protocol">Version of these messages; both sides are one build, so that it must be equal.</param>
/// <param name="Layers">Layers of confinement in force.</param>
internal sealed record HelloPart(int Protocol, IReadOnlyList<string> Layers)
{
    /// <summary>Version of the messages in this build.</summary>
    public const int Current = 1;
}

/// <summary>A provider of the plugin.</summary>
/// <param name="Descriptor">The provider.</param>
/// <param name="Modules">Its modules in their order.</param>
internal sealed record LoadedProvider(ProviderDescriptor Descriptor, IReadOnlyList<ModuleDescriptor> Modules);

/// <summary>A request of a module for the host's channel.</summary>
internal sealed record RequestPart
{
    /// <summary>Which request of the call.</summary>
    public required int Request { get; init; }

    /// <summary>As in <c>ProviderRequest</c>, and so the rest.</summary>
    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Server { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Cookies { get; init; } = [];

    public string? ContentType { get; init; }
}
