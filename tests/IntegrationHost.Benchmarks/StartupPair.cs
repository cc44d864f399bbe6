using System.Diagnostics;

namespace IntegrationHost.Benchmarks;

/// <summary>Start-up of whole processes, an empty .NET program and the product in turn: milliseconds until the first sign of life that counts.</summary>
internal static class StartupPair
{
    private const int Rounds = 7;

    // Stands in the console's first frame, before the host is ready.
    private const string FirstFrame = "CONSOLE";

    // Stands in the frame once the data is there.
    private const string Ready = "LIVE";

    public static void Run()
    {
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            string empty = ApiPair.Program("EmptyProgram");
            string host = ConsolePair.ProductProgram();
            string[] serve = [host, "serve", "--data", Path.Combine(root, "data")];

            // The first start makes the store and the key; it is not what is measured.
            Time(root, "", "dotnet", serve);
            Compare("--version", root, empty, "", "dotnet", host, "--version");
            Compare("API ready (serve prints its address)", root, empty, "", "dotnet", serve);
            if (File.Exists("/usr/bin/script"))
            {
                string console = $"stty rows 36 cols 120; exec dotnet '{host}' --data '{Path.Combine(root, "data")}'";
                Compare("console, first frame", root, empty, FirstFrame, "script", "-qfec", console, "/dev/null");
                Compare("console, data on screen", root, empty, Ready, "script", "-qfec", console, "/dev/null");
            }
            else
            {
                System.Console.WriteLine("console: not measured, for there is no 'script' program (util-linux) to give it a terminal");
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Compare(string what, string root, string empty, string wanted, string program, params string[] arguments)
    {
        var pairs = new (double, double)[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            pairs[round] = (Time(root, "", "dotnet", empty), Time(root, wanted, program, arguments));
        }

        Pair.Report($"{what}, against an empty program", pairs);
    }

    /// <summary>Milliseconds until the program's output has the text, or any line; then it is ended.</summary>
    private static double Time(string root, string wanted, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(root, "config");
        start.Environment["TERM"] = "xterm-256color";
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string seen = "";
        char[] buffer = new char[4096];
        while (wanted.Length == 0 ? !seen.Contains('\n', StringComparison.Ordinal) : !seen.Contains(wanted, StringComparison.Ordinal))
        {
            int read = process.StandardOutput.Read(buffer);
            if (read == 0)
            {
                throw new InvalidOperationException($"{program} ended before it showed what was waited for: {process.StandardError.ReadToEnd()}");
            }

            seen += new string(buffer, 0, read);
        }

        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return elapsed;
    }
}
