namespace IntegrationHost.Console.Hosting;

/// <summary>How many colours the console uses.</summary>
public enum ColorMode
{
    /// <summary>Look at <c>NO_COLOR</c> and <c>TERM_PROGRAM</c>; 24-bit colour otherwise.</summary>
    Auto,

    /// <summary>24-bit colour.</summary>
    TrueColor,

    /// <summary>The terminal's 16 colours.</summary>
    Sixteen,

    /// <summary>No colour: bold, underline and reverse only.</summary>
    None,
}
