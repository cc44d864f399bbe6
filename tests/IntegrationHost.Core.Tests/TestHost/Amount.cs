namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>How much the long-running suites do: a quick form at every run, the full one with INTEGRATION_HOST_FULL_TESTS=1.</summary>
internal static class Amount
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("INTEGRATION_HOST_FULL_TESTS") == "1";

    public static int Of(int quick, int full) => IsFull ? full : quick;

    /// <summary>Rounds of a suite that takes long; INTEGRATION_HOST_ROUNDS runs fewer at a time.</summary>
    public static int Part(int rounds) => int.TryParse(Environment.GetEnvironmentVariable("INTEGRATION_HOST_ROUNDS"), out int fewer) ? Math.Clamp(fewer, 1, rounds) : rounds;

    /// <summary>Tells a figure in the test's output.</summary>
    public static void Report(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
