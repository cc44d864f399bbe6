using static IntegrationHost.Core.Entities.EntityFieldKind;

namespace IntegrationHost.Core.Entities;

/// <summary>ThorAPI's entities, as its published contracts of several years describe them.</summary>
public static class EntityTypes
{
    /// <summary>What ThorAPI shows in place of a secret; sent back it means: keep.</summary>
    public const string Mask = "<ENCRYPTED_VALUE/>";

    /// <summary>Ids that every entity has.</summary>
    internal static readonly string[] CommonIds = ["id", "ownerId", "lastModifiedById"];

    /// <summary>Kept off the wire by ThorAPI in both directions.</summary>
    internal static readonly string[] Hidden = ["workflowStateId", "keyHash", "lastAccessedDate", "lastAccessedById"];

    private static readonly string[] Running = ["running", "stopped", "ready", "good", "warning", "error", "disabled"];

    /// <summary>Sealed values by which ThorAPI encrypts.</summary>
    public static readonly EntityType SecureKey = new("SecureKey",
    [
        new("algorithm", Text) { Required = true },
        new("version", Text) { Required = true },
        new("keyValue", Text) { Required = true, Secure = true, MinLength = 10, MaxLength = 1000 },

        // The generated TypeScript client writes these in lower case, the server in upper.
        new("status", Word) { Required = true, Words = ["ACTIVE", "DEFAULT", "ARCHIVED", "REVOKED", "INVALID"], AnyCase = true },
        new("notes", Text) { MaxLength = 1000 },
        new("cipherWorkCost", Integer) { Minimum = 10, Maximum = 35 },
    ]);

    /// <summary>Tasks in an order, and a drawing of them.</summary>
    public static readonly EntityType Workflow = new("Workflow",
    [
        new("name", Text),
        new("description", Text),
        new("role", Word) { Words = ["user", "assistant", "system"] },
        new("schedule", Text),
        new("meta", Text) { MaxLength = 1_500_000 },
        new("status", Word) { Words = ["running", "stopped", "paused", "ready", "warning", "error", "disabled"] },
    ])
    {
        Children = [new("tasks", "Task", "workflowId"), new("workflowState", "WorkflowState", "workflowId", Alias: "workflow_state")],
        VersionProperty = "version",
    };

    /// <summary>ExecModules in an order.</summary>
    public static readonly EntityType Task = new("Task",
    [
        new("name", Text) { MaxLength = 255 },
        new("description", Text),
        new("workflowId", Id),
        new("workflow", Reference),
        new("role", Word) { Words = ["user", "assistant", "system", "admin", "operator"] },
        new("taskOrder", Number),
        new("status", Word) { Words = Running },
        new("priorityLevel", Word) { Words = ["CRITICAL", "HIGH", "NORMAL", "LOW"], AnyCase = true },
        new("executionMode", Word) { Words = ["assist", "review", "supervise", "delegate", "shadow"] },
        new("approvalRequired", Flag),
        new("requiredSkills", Json),
        new("policyTags", Json),
    ])
    {
        Children = [new("modules", ExecModule, "taskId")],
        ParentId = "workflowId",
        ParentReference = "workflow",
    };

    /// <summary>A named value that a workflow keeps.</summary>
    public static readonly EntityType WorkflowState = new("WorkflowState",
    [
        new("workflowId", Id),
        new("name", Text),
        new("stateValue", Text) { Alias = "state_value" },
    ])
    {
        ParentId = "workflowId",
    };

    /// <summary>Something that happened.</summary>
    public static readonly EntityType EventLog = new("EventLog",
    [
        new("eventDetails", Text) { MaxLength = 500_000 },
        new("status", Word) { Words = ["ok", "error", "disabled"] },
    ]);

    /// <summary>A language model and how it is reached.</summary>
    public static readonly EntityType LlmDetails = new("LlmDetails",
    [
        new("name", Text) { Required = true },
        new("version", Text),
        new("notes", Text),
        new("description", Text),
        new("role", Word) { Words = ["user", "assistant"], Default = "\"user\"" },
        new("initialPrompt", Text) { MaxLength = 1_500_000 },
        new("provider", Word)
        {
            Required = true,
            Words =
            [
                "valkyrai", "openai", "llama", "ollama", "phi", "gemma", "mistral", "claude", "grok", "gemini", "moonshot", "deepseek", "other", "chatgpt_pass_through",
            ],
        },
        new("apiType", Word) { Required = true, Words = ["openai", "ollama", "anthropic", "grok", "gemini", "other"] },
        new("apiKeyIntegrationAccount", Reference),
        new("apiKey", Text) { Secure = true, MaxLength = 1024 },
        new("credential", Text) { Secure = true, MaxLength = 30_000 },
        new("credentialPassword", Text) { Secure = true, MaxLength = 256 },
        new("temperature", Number) { Minimum = 0, Maximum = 2, Default = "0.2" },
        new("contextWindow", Integer) { Minimum = 1 },
        new("maxTokens", Integer) { Minimum = 1 },
        new("supportsImages", Flag),
        new("supportsPromptCache", Flag),
        new("inputPrice", Number) { Minimum = 0 },
        new("outputPrice", Number) { Minimum = 0 },
        new("url", Text),
        new("requestParameters", Json),
        new("metaData", Json),
        new("useGrayMatter", Flag),
        new("routingPolicy", Json),
    ])
    {
        AccountReference = "apiKeyIntegrationAccount",
    };

    /// <summary>The entities that are stored by this mechanism; IntegrationAccount and ExecModule have tables of their own.</summary>
    public static readonly IReadOnlyList<EntityType> All = [SecureKey, Workflow, Task, WorkflowState, EventLog, LlmDetails];

    /// <summary>Properties that are secure in any entity: one that stands where it does not belong is dropped, never kept in the open.</summary>
    internal static readonly string[] SecureAnywhere = ["apiKey", "password", "accountId", .. All.SelectMany(type => type.SecureNames)];

    /// <summary>The entity that has a table of its own but may be listed in a task.</summary>
    internal const string ExecModule = "ExecModule";

    /// <summary>The type with this name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static EntityType Get(string name) => All.FirstOrDefault(type => type.Name == name) ?? throw new ArgumentException("There is no such entity type.", nameof(name));
}
