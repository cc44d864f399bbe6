namespace IntegrationHost.TestVendors;

/// <summary>What stands between a caller and the vendor, or what is wrong with the vendor.</summary>
public enum VendorMode
{
    /// <summary>The vendor answers as it documents.</summary>
    Normal,

    /// <summary>A firewall answers 403 with an HTML page.</summary>
    BlockPage,

    /// <summary>A network answers 200 with its own sign-in page.</summary>
    CaptivePortal,

    /// <summary>A gateway answers 503.</summary>
    Down503,

    /// <summary>No answer until the caller gives up.</summary>
    Slow,

    /// <summary>A redirect to another port, which records who follows it.</summary>
    RedirectElsewhere,

    /// <summary>The vendor limits calls, in its own words.</summary>
    RateLimited,

    /// <summary>200, said to be JSON, and it is not.</summary>
    Garbage,
}
