namespace IntegrationHost.Contracts.Modules;

/// <summary>What one run of a module gave: outputs, or an error.</summary>
public sealed record ModuleResult
{
    /// <summary>A JSON object of the module's outputs; <c>null</c> if it failed.</summary>
    public string? OutputJson { get; init; }

    /// <summary>Why it failed; <c>null</c> if it succeeded.</summary>
    public ModuleError? Error { get; init; }

    /// <summary>Whether the provider did what was asked.</summary>
    public bool Succeeded => Error is null;

    /// <summary>A success with these outputs.</summary>
    public static ModuleResult Success(string outputJson) => new() { OutputJson = outputJson };

    /// <summary>A failure for this reason.</summary>
    public static ModuleResult Failure(ModuleError error) => new() { Error = error };
}
