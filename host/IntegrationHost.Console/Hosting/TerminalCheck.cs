namespace IntegrationHost.Console.Hosting;

/// <summary>Looks whether there is a terminal to draw on. Without one the library would hang, or take over <c>/dev/tty</c>.</summary>
internal static class TerminalCheck
{
    /// <summary>Why the console cannot start, with what to do; <c>null</c> if it can.</summary>
    /// <param name="inputRedirected">Whether standard input is no terminal.</param>
    /// <param name="outputRedirected">Whether standard output is no terminal.</param>
    /// <param name="term">Value of <c>TERM</c>.</param>
    /// <param name="windows">Whether this is Windows, which has no <c>TERM</c>.</param>
    public static string? Refusal(bool inputRedirected, bool outputRedirected, string? term, bool windows)
    {
        if (inputRedirected || outputRedirected)
            return $"The console needs a terminal, but standard {(inputRedirected ? "input" : "output")} is redirected: run it in a terminal, add --linear for lines of text, or use a subcommand (see --help).";
        if (!windows && (string.IsNullOrEmpty(term) || term == "dumb"))
            return $"The console needs a terminal that can move its cursor, but TERM is {(string.IsNullOrEmpty(term) ? "not set" : "dumb")}: set TERM, add --linear for lines of text, or use a subcommand (see --help).";
        return null;
    }

    /// <summary><see cref="Refusal(bool, bool, string?, bool)"/> of this process.</summary>
    public static string? Refusal() =>
        Refusal(System.Console.IsInputRedirected, System.Console.IsOutputRedirected, Environment.GetEnvironmentVariable("TERM"), OperatingSystem.IsWindows());
}
