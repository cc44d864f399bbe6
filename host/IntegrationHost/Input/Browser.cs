using System.ComponentModel;
using System.Diagnostics;

namespace IntegrationHost.Input;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    /// <summary>Opens an address, if somebody sits here; over a remote shell nobody would see it.</summary>
    /// <returns>Whether it was opened, as far as can be told.</returns>
    public static bool TryOpen(Uri address)
    {
        if (address.Scheme is not ("https" or "http") || !IsLocal(Environment.GetEnvironmentVariable))
        {
            return false;
        }

        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
            return true;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Whether there is a screen that belongs to this session.</summary>
    public static bool IsLocal(Func<string, string?> environment)
    {
        if (environment("SSH_CONNECTION") is { Length: > 0 } || environment("SSH_TTY") is { Length: > 0 })
        {
            return false;
        }

        return !OperatingSystem.IsLinux() || environment("DISPLAY") is { Length: > 0 } || environment("WAYLAND_DISPLAY") is { Length: > 0 };
    }
}
