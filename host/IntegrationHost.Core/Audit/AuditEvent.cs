namespace IntegrationHost.Core.Audit;

/// <summary>What happened, as the code that did it says it. Who did it comes from the surroundings.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="ObjectType">Kind of thing, such as <c>account</c>.</param>
/// <param name="ObjectId">Its id; empty if there is none.</param>
/// <param name="Result">One of <see cref="AuditResults"/>.</param>
/// <param name="Details">More, by keys that the action allows. Never a value of a secret field, never typed text.</param>
internal sealed record AuditEvent(string Action, string ObjectType, string ObjectId, string Result, params IReadOnlyList<(string Key, string Value)> Details);
