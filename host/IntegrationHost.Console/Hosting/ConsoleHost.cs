using IntegrationHost.Client;
using IntegrationHost.Console.Linear;

namespace IntegrationHost.Console.Hosting;

/// <summary>Runs the console on the terminal of this process.</summary>
public static class ConsoleHost
{
    /// <summary>Exit code if there is no terminal to draw on.</summary>
    public const int NoTerminal = 2;

    /// <summary>Draws the first frame at once, shows the host's data as soon as <paramref name="client"/> is ready, and returns when the operator quits.</summary>
    /// <param name="client">The host. Not ready yet means "starting..."; failed means its message stands on the screen until the operator quits.</param>
    /// <param name="options">What to show, and how to draw.</param>
    /// <returns>0 after a normal end; 1 if the host could not be started or the console failed; 2 without a terminal; 128 and the number after a signal.</returns>
    public static int Run(Task<IIntegrationHostClient> client, ConsoleOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Linear)
            return LinearConsole.Run(client, options, LinearDialog.OfProcess(), TimeProvider.System);
        if (TerminalCheck.Refusal() is { } refusal)
        {
            System.Console.Error.WriteLine(refusal);
            return NoTerminal;
        }

        // No type of the terminal library may be touched before this line, hence the second class.
        ConfigurationLock.LoadLibrary();
        return ConsoleSession.Run(client, options);
    }
}
