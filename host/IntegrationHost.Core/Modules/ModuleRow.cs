namespace IntegrationHost.Core.Modules;

/// <summary>An ExecModule in the database: its whole text, and what queries need of it.</summary>
internal sealed class ModuleRow
{
    public required Guid Id { get; set; }

    public required string Json { get; set; }

    public required string Name { get; set; }

    public required string ClassName { get; set; }

    public string? WorkflowName { get; set; }

    /// <summary>No foreign key: a workflow may name an account that this store does not have.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>The task it belongs to; no foreign key, as in ThorAPI.</summary>
    public Guid? TaskId { get; set; }

    public bool Trashed { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ModifiedAt { get; set; }
}
