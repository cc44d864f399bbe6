namespace IntegrationHost.Console.Hosting;

/// <summary>How the console looks.</summary>
public enum ConsoleTheme
{
    /// <summary>Bright blocks on black, after the computers of a starship.</summary>
    Lcars,

    /// <summary>White on black with few, strong colours; nothing is told by a shade.</summary>
    HighContrast,

    /// <summary>The terminal's own colours and no blocks but for what is selected.</summary>
    Plain,
}
