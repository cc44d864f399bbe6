namespace IntegrationHost.Core.Audit;

/// <summary>How something ended.</summary>
internal static class AuditResults
{
    public const string Ok = "ok";

    /// <summary>About to use a secret; a row of another result with the same request id follows.</summary>
    public const string Intent = "intent";

    public const string Failed = "failed";

    public const string Denied = "denied";

    /// <summary>Took part in a use that another request had begun.</summary>
    public const string Joined = "joined";
}
