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

    /// <summary>The value has the JSON type that an operand names: <c>string</c> (not blank), <c>number</c>, <c>boolean</c>, <c>array</c> or <c>object</c>. Never holds for a header.</summary>
    Type,
}
