namespace IntegrationHost.Contracts.Verification;

/// <summary>What a smoke test found.</summary>
public enum VerdictKind
{
    /// <summary>Nothing that the provider itself said: no answer, block page, proxy, odd content. Overwrites no earned verdict.</summary>
    Indeterminate,

    /// <summary>The provider accepted the credential.</summary>
    Valid,

    /// <summary>The provider knows the credential, but it lacks a scope or permission.</summary>
    Insufficient,

    /// <summary>The provider refused the credential.</summary>
    Invalid,

    /// <summary>The provider limits calls now; says nothing about the credential. Overwrites no earned verdict.</summary>
    RateLimited,
}
