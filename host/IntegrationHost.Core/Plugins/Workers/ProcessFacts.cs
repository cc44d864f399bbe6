using System.Globalization;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>What the kernel says of a process. The process itself is not asked.</summary>
/// <param name="Threads">Threads that it has.</param>
/// <param name="ResidentBytes">Memory that it holds.</param>
/// <param name="NoNewPrivileges">Whether it can gain no rights.</param>
/// <param name="Filtered">Whether a filter lies over its system calls.</param>
/// <param name="NoCapabilities">Whether it has no right of root.</param>
internal sealed record ProcessFacts(int Threads, long ResidentBytes, bool NoNewPrivileges, bool Filtered, bool NoCapabilities)
{
    // Of Linux on every platform that .NET runs on (USER_HZ).
    private const int TicksPerSecond = 100;

    // In /proc/PID/stat, counted after the name, which may hold anything; then in user mode and for it in the kernel.
    private const int UserTicks = 11;

    /// <summary>Processor time that a process has used; <c>null</c> if it is gone, or off Linux.</summary>
    public static TimeSpan? Worked(int process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return null;
            string stat = File.ReadAllText($"/proc/{process}/stat");
            string[] numbers = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((double)(long.Parse(numbers[UserTicks], CultureInfo.InvariantCulture) + long.Parse(numbers[UserTicks + 1], CultureInfo.InvariantCulture)) / TicksPerSecond);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The facts now; <c>null</c> if it is gone, or off Linux.</summary>
    public static ProcessFacts? Read(int process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
                return null;

            var lines = File.ReadLines($"/proc/{process}/status").Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim());
            return new ProcessFacts(
                int.Parse(lines.GetValueOrDefault("Threads", "0"), CultureInfo.InvariantCulture),
                1024 * long.Parse(lines.GetValueOrDefault("VmRSS", "0 kB").Split(' ')[0], CultureInfo.InvariantCulture),
                lines.GetValueOrDefault("NoNewPrivs") == "1",
                lines.GetValueOrDefault("Seccomp") == "2",
                lines.GetValueOrDefault("CapEff") is { } rights && rights.All(digit => digit == '0'));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }
}
