namespace IntegrationHost.Core.Coverage;

/// <summary>Whether an ExecModule can run, and if not, why.</summary>
public enum CoverageState
{
    /// <summary>Linked, verified, and as far as the provider tells, fit.</summary>
    Covered,

    /// <summary>No account is linked.</summary>
    NotLinked,

    /// <summary>No earned verdict for the values stored now.</summary>
    NotVerified,

    /// <summary>The provider refused the credential, a stored value is damaged, or the account is closed.</summary>
    AccountInvalid,

    /// <summary>A scope the module needs was not granted.</summary>
    LacksScope,

    /// <summary>The provider said that something lacks, but not what.</summary>
    ScopesUnknown,

    /// <summary>The linked account is of another provider.</summary>
    WrongProvider,

    /// <summary>The linked account's kind of credential cannot run it.</summary>
    WrongKind,

    /// <summary>The linked account does not exist any more.</summary>
    AccountMissing,

    /// <summary>The credential has expired.</summary>
    Expired,

    /// <summary>The credential's mode or account does not fit the environment: a live key in staging, a test key or a sandbox in production.</summary>
    WrongEnvironment,

    /// <summary>The credential belongs to another owner than the account has been of.</summary>
    WrongOwner,

    /// <summary>No active plugin knows the class.</summary>
    NoPlugin,

    /// <summary>It could run, but the linked account is of another environment than the one asked about. Only the readiness gate asks about one.</summary>
    OtherEnvironment,
}
