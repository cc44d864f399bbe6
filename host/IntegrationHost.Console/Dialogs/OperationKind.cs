using IntegrationHost.Console.Templates;

namespace IntegrationHost.Console.Dialogs;

/// <summary>One way in which an operation can be asked for.</summary>
/// <param name="Name">Its name, where there is a choice.</param>
/// <param name="Fields">Makes its fields, empty.</param>
/// <param name="Prepare">Reads the fields on the screen's thread; returns the work to do off it, which returns what to do on the screen's thread once the form has closed.</param>
internal sealed record OperationKind(string Name, Func<IReadOnlyList<FormField>> Fields, Func<IReadOnlyList<FormField>, Func<CancellationToken, Task<Action>>> Prepare)
{
    /// <summary>Why the fields do not go together; <c>null</c> if they do. Default: they do.</summary>
    public Func<IReadOnlyList<FormField>, string?> Check { get; init; } = _ => null;
}
