using System.Diagnostics;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>
/// A user namespace gives a worker of an ordinary user a network of its own, with nothing in it. A process with threads cannot enter one, so that <c>unshare</c> of util-linux does it, where it is
/// installed and the system lets it; found out once.
/// </summary>
internal static class UserNamespace
{
    private static readonly Lazy<string[]> Found = new(Find);

    /// <summary>What to write before the command; nothing if it is not to be had, or not needed.</summary>
    public static IReadOnlyList<string> Prefix => Found.Value;

    private static string? FirstThere(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    private static string[] Find()
    {
        // Root leaves the network by itself.
        if (!OperatingSystem.IsLinux() || Storage.UnixProcess.UserId == 0)
            return [];

        string? program = FirstThere("/usr/bin/unshare", "/bin/unshare");
        string? nothing = FirstThere("/usr/bin/true", "/bin/true");
        if (program is null || nothing is null)
            return [];

        // With rights of its own there, where the program can hand them on, so that the home can be mounted; without, there is still no network.
        string[][] ways =
        [
            [program, "--user", "--map-current-user", "--keep-caps", "--mount", "--net", "--ipc", "--uts", "--"],
            [program, "--user", "--map-root-user", "--mount", "--net", "--ipc", "--uts", "--"],
            [program, "--user", "--map-current-user", "--net", "--ipc", "--uts", "--"],
            [program, "--user", "--map-root-user", "--net", "--ipc", "--uts", "--"],
        ];
        return ways.FirstOrDefault(way => Works([.. way, nothing])) ?? [];
    }

    private static bool Works(string[] command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false });
            if (process?.WaitForExit(2_000) == true)
                return process.ExitCode == 0;
            process?.Kill();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // It cannot be started, so it does not work.
        }

        return false;
    }
}
