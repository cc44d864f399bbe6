using System.Security.Cryptography;

namespace IntegrationHost.Core.Webhooks;

/// <summary>How long to wait after failures in a row: about sixteen hours in all, then nobody is there any more.</summary>
internal static class WebhookRetries
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(8),
    ];

    /// <summary>Attempts in a row after which it is switched off.</summary>
    public static int Most => Waits.Length + 1;

    /// <summary>The wait after this many failures; <c>null</c> if it is enough. A tenth more or less, so that many do not come back at once.</summary>
    public static TimeSpan? After(int failures) => failures > Waits.Length ? null : Waits[Math.Max(0, failures - 1)] * (RandomNumberGenerator.GetInt32(900, 1101) / 1000.0);
}
