using System.Diagnostics;
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

    // A key that changes nothing, such as the number of the region that is active already, has no answer.
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(2);

    /// <summary>The pictures of the READMEs.</summary>
    public static IReadOnlyList<Scene> All { get; } =
    [
        new("home", 120, 36, ("", "VALID")),
        new("account", 120, 36, ("/slack_op\r", "/ slack_op"), ("\r", "ACCOUNT · SLACK_OPERATIONS")),
        new("template", 120, 36, ("3/stripe\r", "/ stripe"), ("\r", "NEW ACCOUNT · STRIPE"), ("sk_test_TypedForThePictureEXAMPLE", "33 chars")),
        new("coverage", 120, 36, ("22", "BY REASON")),
        new("palette", 120, 36, (":verif", "hero-verified")),
        new("small", 80, 24, ("2", "▶")),
    ];

    /// <summary>Every page and dialog that one key opens, at three sizes: to look at after a change, not for the READMEs.</summary>
    public static IReadOnlyList<Scene> Every { get; } = [.. new[] { (80, 24), (120, 36), (200, 60) }.SelectMany(size => At(size.Item1, size.Item2))];

    private static IEnumerable<Scene> At(int width, int height)
    {
        (string Name, (string Keys, string Then)[] Steps)[] views =
        [
            ("home", [("", "VALID")]),
            ("accounts", [("11", "VALID")]),
            ("filter", [("11/state", "/ state")]),
            ("account", [("\r", "revoke it")]),
            ("permissions", [("P", "nobody but admins")]),
            ("replace", [("e", "REPLACE")]),
            ("edit", [("E", "EDIT ·")]),
            ("delete", [("\e[3~", "DELETE")]),
            ("columns", [("C", "COLUMNS")]),
            ("saved", [("v", "SAVED")]),
            ("import", [("i", "nothing was found")]),
            ("coverage", [("22", "LACKING")]),
            ("quick", [("2/hubspot\r", "/ hubs"), ("\r", "QUICK CREATE")]),
            ("templates", [("33", "Enter configures")]),
            ("modulecards", [("33m", "· MODULES")]),
            ("template", [("3/slack\r", "/ slack"), ("\r", "NEW ACCOUNT · SLACK")]),
            ("modules", [("4", "Weekly")]),
            ("plugins", [("5", "catalog")]),
            ("plugin", [("5", "catalog"), ("\r", "sends keys to")]),
            ("audit", [("6", "account.verify")]),
            ("keys", [("7", "seals reserved")]),
            ("tokens", [("8", "no token yet")]),
            ("upstream", [("9", "This host works")]),
            ("metrics", [("H", "METRICS")]),
            ("help", [("?", "HELP · EVERY KEY")]),
            ("palette", [(":", "COMMAND")]),
            ("jobs", [("J", "JOBS")]),
        ];
        return views.Select(view => new Scene($"{view.Name}-{width}x{height}", width, height, view.Steps));
    }

    /// <summary>Plays the scene in the built program.</summary>
    /// <returns>The picture as PNG.</returns>
    public async Task<byte[]> PlayAsync(string program, ScreenPainter painter)
    {
        string root = Directory.CreateTempSubdirectory("ih-picture-").FullName;
        try
        {
            Dictionary<string, string?> variables = new()
            {
                ["HOME"] = root,
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
                long typed = Stopwatch.GetTimestamp();
                terminal.Type(keys);
                // What is waited for may stand there already, as a page's name on the rail does: the screen must have answered first.
                while (keys.Length > 0 && terminal.Quiet > Stopwatch.GetElapsedTime(typed) && Stopwatch.GetElapsedTime(typed) < Answer)
                    await Task.Delay(5);
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
