using System.Diagnostics;
using System.Globalization;
using IntegrationHost.TestTerminal;

namespace IntegrationHost.Benchmarks;

/// <summary>The console in a terminal of its own against the least program of the same terminal library: first frame, key to frame, idle processor time, memory.</summary>
internal static class ConsolePair
{
    private const int Rounds = 5;
    private const int Keys = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    public static void Run()
    {
        if (!PseudoTerminal.IsSupported)
        {
            System.Console.WriteLine("console: not measured, for only Linux has the terminals that it needs");
            return;
        }

        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            string[] empty = [ApiPair.Program("EmptyTerminalProgram")];
            string[] console = [ProductProgram(), "--data", Path.Combine(root, "data")];
            Dictionary<string, string?> variables = new()
            {
                ["XDG_CONFIG_HOME"] = Path.Combine(root, "config"),
                ["XDG_RUNTIME_DIR"] = root,
                ["TERM"] = "xterm-256color",
                ["COLORTERM"] = "truecolor",
                ["NO_COLOR"] = null,
            };
            // The first start makes the store and the key; it is not what is measured.
            FirstFrame(variables, console, "LIVE");
            Report("console, first frame, against an empty program of the library", () => FirstFrame(variables, empty, "ready"), () => FirstFrame(variables, console, "CONSOLE"));
            Report("console, data on screen, against the same", () => FirstFrame(variables, empty, "ready"), () => FirstFrame(variables, console, "LIVE"));

            using Process owner = Serve(variables, [.. console[..1], "serve", .. console[1..]]);
            try
            {
                Report("attached console, data on screen, against the same", () => FirstFrame(variables, empty, "ready"), () => FirstFrame(variables, console, "LIVE"));
                MeasureRunning("empty program of the library", variables, empty, "ready");
                MeasureRunning("console, attached, on its dashboard", variables, console, "LIVE");
            }
            finally
            {
                owner.Kill(entireProcessTree: true);
                owner.WaitForExit();
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>The built program, or another one, such as a published one, that the variable names.</summary>
    internal static string ProductProgram() => Environment.GetEnvironmentVariable("BENCHMARK_PROGRAM") ?? ApiPair.Program("HostProgram");

    private static void Report(string what, Func<double> baseline, Func<double> product)
    {
        var pairs = new (double, double)[Rounds];
        for (int round = 0; round < Rounds; round++)
            pairs[round] = (baseline(), product());
        Pair.Report(what, pairs);
    }

    private static PseudoTerminal Start(Dictionary<string, string?> variables, string[] program) => PseudoTerminal.Start(120, 36, variables, "dotnet", program);

    private static double FirstFrame(Dictionary<string, string?> variables, string[] program, string wanted)
    {
        long begin = Stopwatch.GetTimestamp();
        using PseudoTerminal terminal = Start(variables, program);
        terminal.Until(text => text.Contains(wanted, StringComparison.Ordinal), wanted, Patience);
        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        terminal.Type("\x11");
        terminal.WaitForExit(Patience);
        return elapsed;
    }

    private static void MeasureRunning(string what, Dictionary<string, string?> variables, string[] program, string ready)
    {
        using PseudoTerminal terminal = Start(variables, program);
        terminal.Until(text => text.Contains(ready, StringComparison.Ordinal), ready, Patience);
        Thread.Sleep(3000);
        double[] times = [.. Enumerable.Range(0, Keys).Select(key => KeyToFrame(terminal, key % 2 == 0 ? "2" : "1")).Order()];
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: key to the first change on the screen, {Keys} keys: median {times[Keys / 2]:F0} ms, p90 {times[Keys * 9 / 10]:F0} ms, p99 {times[Keys * 99 / 100]:F0} ms"));

        Thread.Sleep(4000);
        int before = terminal.Raw.Length;
        TimeSpan began = ProcessorTime(terminal.ProcessId);
        Thread.Sleep(Idle);
        double share = (ProcessorTime(terminal.ProcessId) - began) / Idle;
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: idle for {Idle.TotalSeconds} s: {100 * share:F1} % of one core, {(terminal.Raw.Length - before) / Idle.TotalSeconds:F0} bytes/s, {Resident(terminal.ProcessId)} MiB resident"));
        terminal.Type("\x11");
        terminal.WaitForExit(Patience);
    }

    private static double KeyToFrame(PseudoTerminal terminal, string key)
    {
        string before = Settled(terminal);
        long begin = Stopwatch.GetTimestamp();
        terminal.Type(key);
        while (Shown(terminal) == before && Stopwatch.GetElapsedTime(begin) < Patience)
            Thread.SpinWait(2000);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    /// <summary>What is shown once it stays: a frame that the refresh draws meanwhile would be taken for the answer. Bytes do not tell, since the library hides the cursor at every turn of its loop.</summary>
    private static string Settled(PseudoTerminal terminal)
    {
        while (true)
        {
            string shown = Shown(terminal);
            Thread.Sleep(60);
            if (Shown(terminal) == shown)
                return shown;
        }
    }

    private static string Shown(PseudoTerminal terminal) => terminal.Look(screen => screen.Text);

    private static Process Serve(Dictionary<string, string?> variables, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach ((string name, string? value) in variables)
            start.Environment[name] = value;
        Process owner = Process.Start(start)!;
        owner.StandardOutput.ReadLine();
        return owner;
    }

    private static TimeSpan ProcessorTime(int process)
    {
        using var one = Process.GetProcessById(process);
        return one.TotalProcessorTime;
    }

    private static long Resident(int process)
    {
        using var one = Process.GetProcessById(process);
        return one.WorkingSet64 >> 20;
    }
}
