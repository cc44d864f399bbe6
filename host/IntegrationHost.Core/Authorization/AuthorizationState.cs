namespace IntegrationHost.Core.Authorization;

/// <summary>How far an authorization is.</summary>
public enum AuthorizationState
{
    /// <summary>A person has yet to grant access.</summary>
    Waiting,

    /// <summary>Access was granted, and the account has its refresh token.</summary>
    Done,

    /// <summary>Access was not granted, or what came cannot be used.</summary>
    Failed,

    /// <summary>Nobody granted access in time.</summary>
    Expired,

    /// <summary>It was called off, or another one of the same account began.</summary>
    Canceled,
}
