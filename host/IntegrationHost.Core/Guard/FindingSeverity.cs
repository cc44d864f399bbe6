namespace IntegrationHost.Core.Guard;

/// <summary>How much a finding weighs. The names go over the wire and stay.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Note,

    /// <summary>Works now; wants attention.</summary>
    Warning,

    /// <summary>No module counts as covered by the account until it is settled.</summary>
    Error,
}
