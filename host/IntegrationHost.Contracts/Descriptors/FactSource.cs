namespace IntegrationHost.Contracts.Descriptors;

/// <summary>Where a fact is looked for.</summary>
public enum FactSource
{
    /// <summary>In the JSON body.</summary>
    Body,

    /// <summary>In a header.</summary>
    Header,

    /// <summary>In the beginning of a credential field. The host compares it; the value goes nowhere.</summary>
    FieldPrefix,

    /// <summary>In the answer to the exchange for a token; the tokens themselves are removed from it first.</summary>
    Token,
}
