using System.CommandLine;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;

namespace IntegrationHost.Commands;

/// <summary><c>serve</c>: owns the store and serves the API until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Build(GlobalOptions global)
    {
        var command = new Command("serve", "Own the store and serve the API until stopped (Ctrl+C, SIGTERM).");
        var ports = new ApiPortOptions();
        ports.AddTo(command);
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            await using HostSession session = await HostSession.OpenAsync(paths, new SessionOptions { TcpPort = ports.Port(parse), MustOwn = true }, cancellationToken);
            System.Console.WriteLine($"Serving {paths.DataDirectory} on {paths.SocketPath}{(session.TcpAddress is { } address ? $" and {address.GetLeftPart(UriPartial.Authority)}" : "")}");
            System.Console.WriteLine($"The API token is in {paths.TokenPath}");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                System.Console.WriteLine("Stopped.");
            }

            return ExitCodes.Ok;
        }));
        return command;
    }
}
