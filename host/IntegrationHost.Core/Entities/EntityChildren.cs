namespace IntegrationHost.Core.Entities;

/// <summary>A list of other entities that belong to one, such as the tasks of a workflow.</summary>
/// <param name="Property">Name of the list on the wire.</param>
/// <param name="TypeName">What it lists.</param>
/// <param name="ParentId">Property of the listed that names the parent.</param>
/// <param name="Alias">Name of the list in another generation of the contract.</param>
public sealed record EntityChildren(string Property, string TypeName, string ParentId, string? Alias = null);
