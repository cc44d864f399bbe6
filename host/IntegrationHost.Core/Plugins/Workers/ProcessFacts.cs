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
