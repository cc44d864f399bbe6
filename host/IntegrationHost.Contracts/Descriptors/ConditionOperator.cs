namespace IntegrationHost.Contracts.Descriptors;

/// <summary>The tests a rule can make.</summary>
public enum ConditionOperator
{
    /// <summary>The value is there and not <c>null</c>.</summary>
    Exists,

    /// <summary>The value is not there, or <c>null</c>.</summary>
    Missing,

    /// <summary>The value equals one of the operands (ordinal).</summary>
    In,

    /// <summary>The value is text that contains one of the operands (without case).</summary>
    Contains,
}
