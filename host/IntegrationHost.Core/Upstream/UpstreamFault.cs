namespace IntegrationHost.Core.Upstream;

/// <summary>Why a ThorAPI server did not do what was asked of it.</summary>
public enum UpstreamFault
{
    /// <summary>It refused for a reason of its own.</summary>
    Refused,

    /// <summary>It cannot be reached, or did not answer: whether it did anything is not known.</summary>
    Unreachable,

    /// <summary>401: the login is missing or not valid any more.</summary>
    Unauthorized,

    /// <summary>402: no credits.</summary>
    PaymentRequired,

    /// <summary>403: no permission.</summary>
    Forbidden,

    /// <summary>404: there is no such thing.</summary>
    NotFound,

    /// <summary>405, 415 or 501: the server does not know this way of asking.</summary>
    Unsupported,

    /// <summary>409 or 412: changed meanwhile, or not possible as things stand.</summary>
    Conflict,

    /// <summary>429: too many calls.</summary>
    RateLimited,

    /// <summary>5xx: it failed. Whether it did anything is not known.</summary>
    Failed,

    /// <summary>3xx: it sends callers elsewhere, which a credential does not follow.</summary>
    Redirected,

    /// <summary>Its answer is not what ThorAPI answers.</summary>
    NotUnderstood,

    /// <summary>Nothing was asked: address or login cannot be used.</summary>
    Unusable,
}
