using System.Diagnostics;
using System.Globalization;

namespace IntegrationHost.Benchmarks;

/// <summary>Two things measured in turn, so that what disturbs the machine disturbs both; judged on the median of the ratios.</summary>
internal static class Pair
{
    /// <summary>Measures CPU time of this process over both, after one warm-up of each.</summary>
    public static void Compare(string what, Action baseline, Action product, int rounds = 9)
    {
        baseline();
        product();
        var pairs = new (double Baseline, double Product)[rounds];
        for (int round = 0; round < rounds; round++)
        {
            pairs[round] = (Cpu(baseline), Cpu(product));
        }

        Report(what, pairs);
    }

    /// <summary>Prints medians in milliseconds, and the least, median and greatest ratio.</summary>
    public static void Report(string what, (double Baseline, double Product)[] pairs)
    {
        double[] ratios = [.. pairs.Select(pair => pair.Product / pair.Baseline).Order()];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-58} {Median(pairs.Select(pair => pair.Product)),9:F2} ms  baseline {Median(pairs.Select(pair => pair.Baseline)),9:F2} ms  ratio {ratios[0]:F3} / {ratios[ratios.Length / 2]:F3} / {ratios[^1]:F3}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Cpu(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }
}
