using IntegrationHost.Client.Wire;
using IntegrationHost.Console.Coverage;
using IntegrationHost.Console.Lcars;

namespace IntegrationHost.Console.Modules;

/// <summary>An ExecModule with what coverage knows of it.</summary>
/// <param name="Module">The module.</param>
/// <param name="Coverage">Its coverage; <c>null</c> if it needs no credential.</param>
internal sealed record ModuleRow(ExecModule Module, CoverageItem? Coverage)
{
    /// <summary>Id.</summary>
    public string Id => Module.Id ?? "";

    /// <summary>Name for people.</summary>
    public string Name => Module.Name ?? Coverage?.ModuleName ?? "";

    /// <summary>Workflow it belongs to; empty if none is known.</summary>
    public string Workflow => Coverage?.Workflow ?? "";

    /// <summary>Class as the workflow names it.</summary>
    public string ClassName => Module.ClassName ?? "";

    /// <summary>Id of the linked account; <c>null</c> if none is.</summary>
    public string? AccountId => Coverage?.AccountId ?? Module.IntegrationAccount?.Id;

    /// <summary>Name of the linked account; empty if none is.</summary>
    public string Account => AccountId is null ? "" : Coverage?.AccountName ?? Module.IntegrationAccount?.AccountName ?? AccountId;

    /// <summary>Whether it waits for a credential.</summary>
    public bool Waits => Coverage is { State: not "Covered" };

    /// <summary>Whether it can run, in words.</summary>
    public string State => Coverage is null ? "- needs none" : $"{WaitingState.Of(Coverage.State).Sign} {WaitingState.Of(Coverage.State).Text}";

    /// <summary>Colour of the state.</summary>
    public Rgb Color => Coverage is null ? Palette.Grey : WaitingState.Of(Coverage.State).Color;
}
