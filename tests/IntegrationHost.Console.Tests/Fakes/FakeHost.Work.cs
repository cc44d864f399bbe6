using System.Text.Json;
using IntegrationHost.Client;
using IntegrationHost.Client.Wire;

namespace IntegrationHost.Console.Tests.Fakes;

/// <content>Modules: list, import, unlink, execute.</content>
internal sealed partial class FakeHost : IHostMetadata
{
    /// <summary>What the catalogue says of modules.</summary>
    public List<DescribedModule> Metadata { get; } = [];

    /// <summary>What runs of modules answer; by module id.</summary>
    public Dictionary<string, Func<JsonElement, ExecuteResult>> ModuleRuns { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts that hold the same credential; by provider.</summary>
    public Dictionary<string, IReadOnlyList<DuplicateAccount>> Duplicates { get; } = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<DuplicateAccount>> FindDuplicatesAsync(CreateAccountRequest request, CancellationToken cancellationToken = default)
    {
        await EnterAsync("duplicates", cancellationToken);
        return Duplicates.GetValueOrDefault(request.ProviderId, []);
    }

    public async Task<IReadOnlyList<ExecModule>> GetModulesAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("modules", cancellationToken);
        lock (_gate)
        {
            return [.. _modules.Select(module => new ExecModule
            {
                Id = module.Id,
                Name = module.Name,
                ClassName = $"com.example.{module.ProviderId ?? "unknown"}.Module",
                ModuleType = "io",
                Status = "ready",
                ModuleData = "{ \"channel\": \"C0EXAMPLE\" }",
                IntegrationAccount = module.AccountId is { } id ? new AccountReference { Id = id, AccountName = _accounts.GetValueOrDefault(id)?.Name } : null,
            })];
        }
    }

    public async Task<IReadOnlyList<DescribedModule>> GetModuleMetadataAsync(CancellationToken cancellationToken = default)
    {
        await EnterAsync("metadata", cancellationToken);
        return Metadata;
    }

    public async Task<ImportResult> ImportModulesAsync(string json, CancellationToken cancellationToken = default)
    {
        await EnterAsync("import", cancellationToken);
        using JsonDocument document = JsonDocument.Parse(json);
        lock (_gate)
        {
            foreach (JsonElement module in document.RootElement.EnumerateArray())
                AddModule(new FakeModule(module.GetProperty("id").GetString()!, module.GetProperty("name").GetString()!, "Imported", "slack"));
        }

        return new ImportResult(document.RootElement.GetArrayLength(), 0, []);
    }

    public async Task UnlinkAsync(string moduleId, CancellationToken cancellationToken = default)
    {
        await EnterAsync("unlink", cancellationToken);
        lock (_gate)
        {
            int index = _modules.FindIndex(module => module.Id == moduleId);
            _modules[index] = _modules[index] with { AccountId = null };
        }
    }

    public async Task<ExecuteResult> ExecuteAsync(string moduleId, JsonElement input, CancellationToken cancellationToken = default)
    {
        await EnterAsync("execute", cancellationToken);
        return ModuleRuns.TryGetValue(moduleId, out Func<JsonElement, ExecuteResult>? run) ? run(input) : new ExecuteResult(false, null, "not_linked", "No account is linked to it.", []);
    }
}
