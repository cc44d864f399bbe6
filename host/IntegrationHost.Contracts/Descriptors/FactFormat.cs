namespace IntegrationHost.Contracts.Descriptors;

/// <summary>How a fact's text is read.</summary>
public enum FactFormat
{
    /// <summary>As text; lists of it as they are (arrays item by item).</summary>
    Text,

    /// <summary>Text that holds several values, separated by commas.</summary>
    CommaSeparated,

    /// <summary>Text that holds several values, separated by spaces.</summary>
    SpaceSeparated,

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    UnixSeconds,

    /// <summary>Seconds from now.</summary>
    SecondsFromNow,

    /// <summary>A date and time (ISO 8601, or <c>2026-01-02 15:04:05 UTC</c>).</summary>
    DateTime,

    /// <summary>A date and time as GitHub's header writes it, in either of two forms: <c>2026-01-02 15:04:05 UTC</c> or <c>2026-01-02 15:04:05 -0700</c>.</summary>
    GitHubDateTime,

    /// <summary>An object whose properties are values, each as <c>name:value</c>; how GitHub lists permissions.</summary>
    Properties,
}
