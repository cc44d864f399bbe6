using System.Text.Json;

namespace IntegrationHost.Core.Upstream;

/// <summary>
/// Which workflow each of the upstream's ExecModules belongs to, by name. Servers say it in different places: around the module, in its task, or in the lists of tasks of their workflows. Only people
/// read these names, so that a server that does not give them stops nothing.
/// </summary>
internal sealed class UpstreamWorkflows
{
    private const string WorkflowPath = "/v1/Workflow";
    private const string TaskPath = "/v1/Task";
    private const int LongestName = 255;

    private readonly Dictionary<Guid, string> names = [];
    private readonly Dictionary<Guid, Guid> workflowOfTask = [];
    private readonly Dictionary<Guid, string> ofModule = [];

    private UpstreamWorkflows()
    {
    }

    /// <summary>Why they could not be read; <c>null</c> if they were. Names known before are to be kept then.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads the workflows, and the tasks where the modules name tasks that the workflows do not.</summary>
    /// <param name="session">The server.</param>
    /// <param name="modules">The modules in question.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UpstreamException">The server is away.</exception>
    public static async Task<UpstreamWorkflows> ReadAsync(ThorSession session, IEnumerable<JsonElement> modules, CancellationToken cancellationToken)
    {
        UpstreamWorkflows workflows = new();
        try
        {
            foreach (JsonElement workflow in (await ThorPages.ReadAsync(session, WorkflowPath, null, cancellationToken)).Rows.Values)
                workflows.Add(workflow);
            if (workflows.names.Count > 0 && modules.Any(module => TaskOf(module) is { } task && !workflows.workflowOfTask.ContainsKey(task)))
            {
                foreach (JsonElement task in (await ThorPages.ReadAsync(session, TaskPath, null, cancellationToken)).Rows.Values)
                    workflows.AddTask(task, WorkflowOf(task));
            }
        }
        catch (UpstreamException failure) when (!failure.IsAway)
        {
            workflows.Problem = $"The names of the upstream's workflows were not read. {failure.Message}";
        }

        return workflows;
    }

    /// <summary>Name of the workflow that a module belongs to; <c>null</c> if it belongs to none that is known.</summary>
    public string? NameOf(Guid id, JsonElement module)
    {
        if (Member(module, "task") is { } task && Member(task, "workflow") is { } around && Name(around) is { } told)
            return told;
        return TaskOf(module) is { } known && workflowOfTask.TryGetValue(known, out Guid workflow) && names.TryGetValue(workflow, out string? name) ? name : ofModule.GetValueOrDefault(id);
    }

    private void Add(JsonElement workflow)
    {
        if (!Guid.TryParse(ThorJson.IdOf(workflow), out Guid id) || ThorJson.Flag(workflow, "trashed") || Name(workflow) is not { } name)
            return;
        names[id] = name;
        foreach (JsonElement task in Items(workflow, "tasks"))
            AddTask(task, id);
    }

    private void AddTask(JsonElement task, Guid? workflow)
    {
        if (workflow is not { } known || !names.TryGetValue(known, out string? name))
            return;
        if (Guid.TryParse(ThorJson.IdOf(task), out Guid id))
            workflowOfTask.TryAdd(id, known);
        foreach (JsonElement module in Items(task, "modules"))
        {
            if (Guid.TryParse(ThorJson.IdOf(module), out Guid member))
                ofModule.TryAdd(member, name);
        }
    }

    private static Guid? TaskOf(JsonElement module) => Reference(module, "taskId", "task");

    private static Guid? WorkflowOf(JsonElement task) => Reference(task, "workflowId", "workflow");

    private static Guid? Reference(JsonElement row, string scalar, string nested) =>
        Guid.TryParse(ThorJson.Text(row, scalar) ?? (Member(row, nested) is { } member ? ThorJson.IdOf(member) : null), out Guid id) ? id : null;

    // What cannot be shown on a line is no name.
    private static string? Name(JsonElement workflow) =>
        ThorJson.Text(workflow, "name")?.Trim() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl) ? name : null;

    private static JsonElement? Member(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static JsonElement[] Items(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
