namespace IntegrationHost.Client.Wire;

/// <summary>What uses an account (<c>GET /api/accounts/{id}/usage</c>): what stops if it is revoked.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Modules">ExecModules linked to it.</param>
/// <param name="Models">LlmDetails whose key it is.</param>
public sealed record AccountUsage(string AccountId, string Summary, IReadOnlyList<ModuleUse> Modules, IReadOnlyList<ModelUse> Models);

/// <summary>An ExecModule that uses an account.</summary>
/// <param name="ModuleId">ExecModule id.</param>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">Its class.</param>
/// <param name="Workflow">Its workflow; empty if not known.</param>
/// <param name="Stops">Whether it runs now, and will not without the account.</param>
/// <param name="State">Its coverage state.</param>
public sealed record ModuleUse(string ModuleId, string Name, string ClassName, string Workflow, bool Stops, string State);

/// <summary>An LlmDetails that uses an account.</summary>
/// <param name="Id">LlmDetails id.</param>
/// <param name="Name">Its name.</param>
public sealed record ModelUse(string Id, string Name);

/// <summary>Makes an account of the same shape in another environment (<c>POST /api/accounts/{id}/clone</c>). No value is copied.</summary>
/// <param name="Environment">The other environment.</param>
/// <param name="Name">Name; the same if absent.</param>
public sealed record CloneAccountRequest(string Environment, string? Name = null);

/// <summary>The clone, and what is to be given to it.</summary>
/// <param name="Account">The clone; it holds no value.</param>
/// <param name="FieldsToSet">Keys of the fields it needs.</param>
public sealed record CloneAccountResult(AccountSummary Account, IReadOnlyList<string> FieldsToSet);
