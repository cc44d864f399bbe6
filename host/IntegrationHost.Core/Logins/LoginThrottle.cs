using System.Security.Cryptography;
using System.Text;

namespace IntegrationHost.Core.Logins;

/// <summary>
/// Slows guessing down, per name, whether there is a principal of that name or not: after five failures each next one doubles the wait, up to fifteen minutes.
/// </summary>
internal sealed class LoginThrottle(TimeProvider time)
{
    private const int Free = 5;
    private const int MostNames = 10_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Failures, long At)> names = [];

    /// <summary>How long a name has to wait before it may be tried; <c>null</c> if it may be now.</summary>
    public TimeSpan? WaitOf(string name)
    {
        lock (gate)
        {
            if (!names.TryGetValue(Key(name), out (int Failures, long At) known) || known.Failures < Free)
                return null;
            TimeSpan left = Pause(known.Failures) - time.GetElapsedTime(known.At);
            return left > TimeSpan.Zero ? left : null;
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Fail(string name)
    {
        lock (gate)
        {
            if (names.Count >= MostNames)
                Forget();
            string key = Key(name);
            (int failures, long at) = names.GetValueOrDefault(key);

            // What lies longer back than the longest pause is forgotten.
            bool recent = failures > 0 && time.GetElapsedTime(at) < Longest + Longest;
            names[key] = (recent ? failures + 1 : 1, time.GetTimestamp());
        }
    }

    /// <summary>Forgets the failures of a name that has logged in.</summary>
    public void Succeed(string name)
    {
        lock (gate)
        {
            names.Remove(Key(name));
        }
    }

    // Made-up names must not push out those that are being guessed: the ones with the fewest failures go first.
    private void Forget()
    {
        foreach (string key in names.OrderBy(entry => entry.Value.Failures).ThenBy(entry => entry.Value.At).Take(MostNames / 10).Select(entry => entry.Key).ToArray())
            names.Remove(key);
    }

    private static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Min(failures - Free, 20))));

    // Of one length, however long a name is.
    private static string Key(string name) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant())), 0, 16);
}
