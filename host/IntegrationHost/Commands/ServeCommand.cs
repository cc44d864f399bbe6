using System.CommandLine;
using IntegrationHost.Client.Wire;
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
        var startSealed = new Option<bool>("--sealed") { Description = "Start sealed, even if the keys are at hand: to unseal with a recovery code when one of them is lost." };
        command.Options.Add(startSealed);
        var browse = new Option<bool>("--browse") { Description = "Also show the API documents to browsers of this machine, under /scalar; they need no token. Implies --api." };
        command.Options.Add(browse);
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            var options = new SessionOptions
            {
                TcpPort = ports.Port(parse) ?? (parse.GetValue(browse) ? 0 : null),
                Browsable = parse.GetValue(browse),
                MustOwn = true,
                StartSealed = parse.GetValue(startSealed),
                AcceptLoss = parse.GetValue(global.AcceptLoss),
                Upstream = parse.GetValue(global.Upstream),
                Isolation = global.Isolation(parse),
            };
            await using HostSession session = await HostSession.OpenAsync(paths, options, cancellationToken);
            System.Console.WriteLine($"Serving {paths.DataDirectory} on {paths.SocketPath}{(session.TcpAddress is { } address ? $" and {address.GetLeftPart(UriPartial.Authority)}" : "")}");
            if (parse.GetValue(browse))
            {
                System.Console.WriteLine($"Read about the API at {session.TcpAddress!.GetLeftPart(UriPartial.Authority)}/scalar");
            }

            HostStatus status = await session.Client.GetStatusAsync(cancellationToken);
            if (status.Sealed)
            {
                System.Console.WriteLine($"SEALED: {status.SealedReason}");
            }

            if (status.Warning is { } warning)
            {
                System.Console.Error.WriteLine("warning: " + warning);
            }

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
