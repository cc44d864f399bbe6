#pragma warning disable CA1822
using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHost.Contracts.Modules;

namespace IntegrationHost.Core.Modules;

/// <summary>The rules of ExecModules.</summary>
public sealed class ModuleService
{
    /// <summary>ExecModules by name.</summary>
    public Task<IReadOnlyList<StoredModule>> ListAsync(CancellationToken cancellationToken, bool includeTrashed = false) => throw new InvalidOperationException();

    /// <summary>One ExecModule, trashed or not; <c>null</c> if there is none.</summary>
    public Task<StoredModule?> FindAsync(Guid id, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Makes an ExecModule (<paramref name="id"/> is <c>null</c>) or replaces it as a whole.</summary>
    /// <exception cref="ModuleValidationException">A property has a value that ThorAPI does not know.</exception>
    /// <exception cref="NotFoundException">There is no ExecModule with this id.</exception>
    public Task<StoredModule> SaveAsync(Guid? id, JsonObject wire, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Deletes an ExecModule, softly if asked.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public Task DeleteAsync(Guid id, bool trash, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Imports ExecModules: one, an array, or workflows with tasks and modules.</summary>
    /// <exception cref="JsonException">It is no JSON, or names a property twice.</exception>
    public Task<ModuleImport> ImportAsync(Stream json, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Links ExecModules to an account, each for itself.</summary>
    /// <exception cref="NotFoundException">There is no such account.</exception>
    public Task<IReadOnlyList<ModuleLink>> LinkAsync(Guid accountId, IReadOnlyList<Guid> moduleIds, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Removes the link of an ExecModule, wherever it stands.</summary>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public Task UnlinkAsync(Guid moduleId, CancellationToken cancellationToken) => throw new InvalidOperationException();

    /// <summary>Runs an ExecModule with its linked account. What stands in the way is a result, not an exception.</summary>
    /// <param name="moduleId">The ExecModule.</param>
    /// <param name="inputJson">A JSON object of inputs; if it is empty or blank, the module's own <c>moduleData</c> is used.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="NotFoundException">There is no such ExecModule.</exception>
    public Task<ModuleResult> ExecuteAsync(Guid moduleId, string inputJson, CancellationToken cancellationToken) => throw new InvalidOperationException();
}
