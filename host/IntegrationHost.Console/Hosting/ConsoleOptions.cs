using IntegrationHost.Console.Importing;

namespace IntegrationHost.Console.Hosting;

/// <summary>What the console shows about its host, and how it draws.</summary>
public sealed record ConsoleOptions
{
    /// <summary>Product version, shown on the rail.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether the store is a throw-away sample; shown as a tag. Default: no.</summary>
    public bool Sample { get; init; }

    /// <summary>Colours. Default: <see cref="ColorMode.Auto"/>.</summary>
    public ColorMode Color { get; init; } = ColorMode.Auto;

    /// <summary>How it looks. Default: <see cref="ConsoleTheme.Lcars"/>.</summary>
    public ConsoleTheme Theme { get; init; } = ConsoleTheme.Lcars;

    /// <summary>Whether it talks line by line instead of filling the screen, for screen readers. Default: no.</summary>
    public bool Linear { get; init; }

    /// <summary>Directory of the configuration, where saved filters are kept; <c>null</c> keeps none. Default: <c>null</c>.</summary>
    public string? ConfigurationDirectory { get; init; }

    /// <summary>Opens an address in a browser, and tells whether it could. Default: no browser; addresses are shown and can be copied.</summary>
    public Func<Uri, bool>? OpenBrowser { get; init; }

    /// <summary>Looks for credentials on this machine. Default: nothing does.</summary>
    public ICredentialFinder? Finder { get; init; }

    /// <summary>One form instead of the dashboard. Default: the dashboard.</summary>
    public FormRequest? Form { get; init; }

    /// <summary>Where the store is, as text for people; empty if it is not to be shown.</summary>
    public string Location { get; init; } = "";
}
