namespace IntegrationHost.Core.Guard;

/// <summary>Something about an account that a person should know.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">One sentence: what was found and what to do. Never holds a secret.</param>
public sealed record AccountFinding(FindingCode Code, FindingSeverity Severity, string Message)
{
    /// <summary>Whether it stands against the account itself. That a credential expires is told by its own figures.</summary>
    public bool Flags => Severity == FindingSeverity.Error && Code != FindingCode.Expired;
}
