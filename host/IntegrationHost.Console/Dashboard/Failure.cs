using IntegrationHost.Client;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What is shown of something that failed.</summary>
internal static class Failure
{
    /// <summary>The host's reasons where it gave some, which its message only points to; otherwise the message.</summary>
    public static string TextOf(Exception exception)
    {
        string reasons = string.Join(" ", (exception as HostApiException)?.Errors.Values.SelectMany(reasons => reasons) ?? []);
        return string.IsNullOrWhiteSpace(reasons) ? exception.Message : reasons;
    }
}
