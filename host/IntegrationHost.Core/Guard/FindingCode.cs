namespace IntegrationHost.Core.Guard;

/// <summary>What the guard can hold against an account. The names go over the wire and stay.</summary>
public enum FindingCode
{
    /// <summary>The credential belongs to another owner than the one this account has been of.</summary>
    AnotherOwner,

    /// <summary>Since the secret was replaced, no smoke test has told whose it is.</summary>
    OwnerUnchecked,

    /// <summary>A live-mode key in an environment that is not production.</summary>
    LiveKeyOutsideProduction,

    /// <summary>A test-mode key in production.</summary>
    TestKeyInProduction,

    /// <summary>A sandbox, trial or developer organisation in production.</summary>
    SandboxInProduction,

    /// <summary>Another account holds the same credential.</summary>
    DuplicateSecret,

    /// <summary>The credential expires within 14 days.</summary>
    ExpiresSoon,

    /// <summary>The credential has expired.</summary>
    Expired,

    /// <summary>It is not at the upstream as it is here: not made yet, a change was not taken, or it was deleted there.</summary>
    NotAtUpstream,
}
