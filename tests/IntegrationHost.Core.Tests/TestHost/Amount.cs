namespace IntegrationHost.Core.Tests.TestHost;

/// <summary>How much the long-running suites do: a quick form at every run, the full one with INTEGRATION_HOST_FULL_TESTS=1.</summary>
internal static class Amount
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("INTEGRATION_HOST_FULL_TESTS") == "1";

    public static int Of(int quick, int full) => IsFull ? full : quick;

    /// <summary>Tells a figure in the test's output.</summary>
    public static void Report(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
