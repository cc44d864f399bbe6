namespace IntegrationHost.Console.Hosting;

/// <summary>Chooses the colours of a terminal.</summary>
internal static class ColorPolicy
{
    // Names of terminals that stand for eight or sixteen colours; those that have more say so in their name, or by COLORTERM.
    private static readonly string[] Few = ["linux", "ansi", "cygwin", "xterm", "xterm-color", "rxvt", "screen"];

    /// <summary>What was asked for; if that is <see cref="ColorMode.Auto"/>, what the environment says.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static ColorMode Choose(ColorMode asked, Func<string, string?> variable)
    {
        if (asked != ColorMode.Auto)
            return asked;
        // By the convention of NO_COLOR an empty value does not count.
        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
            return ColorMode.None;
        if (variable("COLORTERM") is "truecolor" or "24bit")
            return ColorMode.TrueColor;
        string program = variable("TERM_PROGRAM") ?? "";
        string terminal = variable("TERM") ?? "";
        // tmux takes all colours, whatever it is called, and shows as many as the terminal around it has.
        bool few = program == "Apple_Terminal"
            || (program != "tmux" && (Few.Contains(terminal, StringComparer.Ordinal) || terminal.EndsWith("-16color", StringComparison.Ordinal) || terminal.StartsWith("vt", StringComparison.Ordinal)));
        return few ? ColorMode.Sixteen : ColorMode.TrueColor;
    }
}
