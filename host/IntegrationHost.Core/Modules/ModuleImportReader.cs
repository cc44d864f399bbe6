using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntegrationHost.Core.Modules;

/// <summary>One ExecModule found in an import.</summary>
/// <param name="Id">Its id; <c>null</c> if the host is to make one.</param>
/// <param name="Wire">The object.</param>
/// <param name="Workflow">Workflow around it, or <c>null</c>.</param>
/// <param name="Place">Where it stands, such as <c>$[0].tasks[1].modules[2]</c>.</param>
internal sealed record ImportedModule(Guid? Id, JsonObject Wire, string? Workflow, string Place);

/// <summary>Finds the ExecModules in an import: one, an array, or workflows with tasks and modules. What is wrong is left out and said, with its place.</summary>
internal sealed class ModuleImportReader
{
    private const int MostModules = 10_000;

    private readonly List<ImportedModule> modules = [];
    private readonly List<string> problems = [];
    private readonly HashSet<Guid> ids = [];

    public IReadOnlyList<ImportedModule> Modules => modules;

    public List<string> Problems => problems;

    public void Read(JsonElement root) => ReadEntry(root, "$", workflow: null);

    private void ReadEntry(JsonElement element, string place, string? workflow)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                    ReadEntry(item, $"{place}[{index++}]", workflow);
                break;
            case JsonValueKind.Object when element.TryGetProperty("tasks", out JsonElement tasks):
                ReadList(tasks, place + ".tasks", (task, at) => ReadTask(task, at, NameOf(element) ?? workflow));
                break;
            case JsonValueKind.Object when element.TryGetProperty("modules", out _) && !element.TryGetProperty("className", out _):
                ReadTask(element, place, workflow);
                break;
            case JsonValueKind.Object:
                ReadModule(element, place, workflow);
                break;
            default:
                problems.Add($"{place}: is no object. Give an ExecModule, or a Workflow with tasks and modules.");
                break;
        }
    }

    private void ReadTask(JsonElement task, string place, string? workflow)
    {
        if (task.ValueKind == JsonValueKind.Object && task.TryGetProperty("modules", out JsonElement list))
            ReadList(list, place + ".modules", (module, at) => ReadModule(module, at, workflow));
        else if (task.ValueKind != JsonValueKind.Object)
            problems.Add($"{place}: is no object. Give a Task with modules.");
    }

    private void ReadList(JsonElement list, string place, Action<JsonElement, string> read)
    {
        if (list.ValueKind == JsonValueKind.Null)
            return;
        if (list.ValueKind != JsonValueKind.Array)
        {
            problems.Add($"{place}: is no array.");
            return;
        }

        int index = 0;
        foreach (JsonElement item in list.EnumerateArray())
            read(item, $"{place}[{index++}]");
    }

    private void ReadModule(JsonElement element, string place, string? workflow)
    {
        if (modules.Count >= MostModules)
        {
            if (modules.Count == MostModules && !problems.Exists(problem => problem.Contains("more than", StringComparison.Ordinal)))
                problems.Add($"{place}: the import holds more than {MostModules} modules. Import the rest by itself.");
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{place}: is no object. Give an ExecModule.");
            return;
        }

        JsonObject wire = JsonObject.Create(element)!;
        ModuleRules.DropForeignIds(wire);
        List<string> wrong = [.. ModuleRules.Check(wire).SelectMany(error => error.Value)];
        Guid? id = null;
        if (wire["id"] is not null)
        {
            if (!Guid.TryParse(ModuleJson.Text(wire, "id"), out Guid given) || given == Guid.Empty)
                wrong.Add("id must be a UUID; leave it out to have one made.");
            else if (!ids.Add(given))
                wrong.Add("id stands twice in this import.");
            else
                id = given;
        }

        if (wrong.Count > 0)
            problems.Add($"{place}: {string.Join(" ", wrong)}");
        else
            modules.Add(new ImportedModule(id, wire, workflow, place));
    }

    private static string? NameOf(JsonElement workflow) =>
        workflow.TryGetProperty("name", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
