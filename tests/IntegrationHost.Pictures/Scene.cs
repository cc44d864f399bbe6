using IntegrationHost.TestTerminal;

namespace IntegrationHost.Pictures;

/// <summary>One picture: a size, and what is typed until the screen is as wanted.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Steps">What is typed, and what must be on the screen then.</param>
internal sealed record Scene(string Name, int Width, int Height, params (string Keys, string Then)[] Steps)
{
    private const string Quit = "\x11";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Longer than the pause between two frames, shorter than the time after which "now" becomes "5s ago".
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(250);

    /// <summary>The pictures of the READMEs.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("home", 120, 36, ("", "VALID")),
        new("account", 120, 36, ("/slack_op\r", "/ slack_op"), ("\r", "ACCOUNT · SLACK_OPERATIONS")),
        new("template", 120, 36, ("3/stripe\r", "/ stripe"), ("\r", "NEW ACCOUNT · STRIPE"), ("sk_test_TypedForThePictureEXAMPLE", "33 chars")),
        new("small", 80, 24, ("2", "! ")),
    ];

    /// <summary>Plays the scene in the built program.</summary>
    /// <returns>The picture as PNG.</returns>
    public async Task<byte[]> PlayAsync(string program, ScreenPainter painter)
    {
        string root = Directory.CreateTempSubdirectory("ih-picture-").FullName;
        try
        {
            Dictionary<string, string?> variables = new()
            {
                ["XDG_DATA_HOME"] = root,
                ["XDG_CONFIG_HOME"] = root,
                ["XDG_RUNTIME_DIR"] = root,
                ["TERM"] = "xterm-256color",
                ["COLORTERM"] = "truecolor",
                ["NO_COLOR"] = null,
                ["TERM_PROGRAM"] = null,
            };
            using PseudoTerminal terminal = PseudoTerminal.Start(Width, Height, variables, "dotnet", program, "--sample");
            terminal.Until(text => text.Contains("LIVE", StringComparison.Ordinal), "data of the host", Patience);
            foreach ((string keys, string then) in Steps)
            {
                terminal.Type(keys);
                terminal.Until(text => text.Contains(then, StringComparison.Ordinal), $"'{then}'", Patience);
                while (terminal.Quiet < Settled)
                    await Task.Delay(10);
            }

            byte[] picture = terminal.Look(painter.Paint);
            terminal.Type(Quit);
            terminal.WaitForExit(Patience);
            return picture;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
