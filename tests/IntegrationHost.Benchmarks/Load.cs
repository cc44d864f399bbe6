using System.Diagnostics;
using System.Globalization;

namespace IntegrationHost.Benchmarks;

/// <summary>Asks an address from many connections at once, as fast as it answers.</summary>
internal static class Load
{
    /// <param name="client">Its handler allows as many connections.</param>
    /// <param name="connections">How many ask at once.</param>
    /// <param name="duration">How long.</param>
    /// <param name="path">What the next request asks for.</param>
    /// <returns>Requests a second, median and 99th percentile in milliseconds, and how many failed.</returns>
    public static async Task<(double PerSecond, double Median, double P99, int Failures)> RunAsync(HttpClient client, int connections, TimeSpan duration, Func<int, string> path)
    {
        List<double>[] times = [.. Enumerable.Range(0, connections).Select(_ => new List<double>())];
        int failures = 0;
        long begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(times.Select((own, number) => Task.Run(async () =>
        {
            for (int request = number; Stopwatch.GetElapsedTime(begin) < duration; request += connections)
            {
                long sent = Stopwatch.GetTimestamp();
                using HttpResponseMessage response = await client.GetAsync(new Uri(path(request), UriKind.Relative));
                await response.Content.ReadAsByteArrayAsync();
                if (!response.IsSuccessStatusCode)
                    Interlocked.Increment(ref failures);
                own.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        double[] all = [.. times.SelectMany(own => own).Order()];
        return (all.Length / seconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], failures);
    }

    public static void Report(string what, (double PerSecond, double Median, double P99, int Failures) baseline, (double PerSecond, double Median, double P99, int Failures) product) =>
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-58} {product.PerSecond,8:F0} /s  p50 {product.Median,7:F2}  p99 {product.P99,7:F2} ms  of empty: rate {product.PerSecond / baseline.PerSecond:F3}, p99 {product.P99 / baseline.P99:F1}x  failures {product.Failures}"));
}
