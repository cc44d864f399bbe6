using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace IntegrationHost.Benchmarks;

/// <summary>Start-up of whole processes, paired: an empty .NET program and the product in turn, judged on the median of the ratios.</summary>
internal static class StartupPair
{
    private const int Rounds = 7;

    public static void Run()
    {
        string empty = Metadata("EmptyProgram");
        string host = Metadata("HostProgram");
        string root = Directory.CreateTempSubdirectory("ih-bench-").FullName;
        try
        {
            // The first start makes the store and the key; it is not what is measured.
            Time(host, root, "serve");
            Report("API ready (serve prints its address)", empty, () => Time(host, root, "serve"), root);
            Report("--version", empty, () => Time(host, root, "--version"), root);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Report(string what, string empty, Func<double> product, string root)
    {
        double[] ratios = new double[Rounds];
        double[] products = new double[Rounds];
        double[] baselines = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            baselines[round] = Time(empty, root);
            products[round] = product();
            ratios[round] = products[round] / baselines[round];
        }

        Array.Sort(ratios);
        Array.Sort(products);
        Array.Sort(baselines);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-40} {products[Rounds / 2],8:F0} ms  empty {baselines[Rounds / 2],5:F0} ms  ratio {ratios[0]:F1} / {ratios[Rounds / 2]:F1} / {ratios[^1]:F1}"));
    }

    /// <summary>Milliseconds until the program's first line of output; then it is ended.</summary>
    private static double Time(string assembly, string root, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(assembly);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        if (arguments is ["serve"])
        {
            start.ArgumentList.Add("--data");
            start.ArgumentList.Add(Path.Combine(root, "data"));
        }

        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(root, "config");
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() is null)
        {
            throw new InvalidOperationException($"{Path.GetFileName(assembly)} ended without a line: {process.StandardError.ReadToEnd()}");
        }

        double elapsed = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.Kill();
        process.WaitForExit();
        return elapsed;
    }

    private static string Metadata(string key) => typeof(StartupPair).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
