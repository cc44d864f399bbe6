namespace IntegrationHost.Console.Hosting;

/// <summary>Chooses the colours of a terminal.</summary>
internal static class ColorPolicy
{
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
        return variable("TERM_PROGRAM") == "Apple_Terminal" || variable("TERM") == "linux" ? ColorMode.Sixteen : ColorMode.TrueColor;
    }
}
