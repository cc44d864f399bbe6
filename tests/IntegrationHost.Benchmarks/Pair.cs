using System.Diagnostics;
using System.Globalization;

namespace IntegrationHost.Benchmarks;

/// <summary>Two things measured in turn, so that what disturbs the machine disturbs both; judged on the median of the ratios.</summary>
internal static class Pair
{
    // The compiler optimizes what runs often in the background; until it has, the figures are about it.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <summary>Measures the time of both, after warm-ups of each.</summary>
    public static void Compare(string what, Action baseline, Action product, int rounds = 11)
    {
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin) < WarmUp)
        {
            baseline();
            product();
        }

        Thread.Sleep(500);
        var pairs = new (double Baseline, double Product)[rounds];
        for (int round = 0; round < rounds; round++)
        {
            pairs[round] = (Time(baseline), Time(product));
        }

        Report(what, pairs);
    }

    /// <summary>Prints medians in milliseconds, and the least, median and greatest ratio.</summary>
    public static void Report(string what, (double Baseline, double Product)[] pairs)
    {
        double[] ratios = [.. pairs.Select(pair => pair.Product / pair.Baseline).Order()];
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-58} {Median(pairs.Select(pair => pair.Product)),9:F2} ms  baseline {Median(pairs.Select(pair => pair.Baseline)),9:F2} ms  ratio {ratios[0]:F3} / {ratios[ratios.Length / 2]:F3} / {ratios[^1]:F3}"));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }
}
