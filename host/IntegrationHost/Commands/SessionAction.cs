using System.CommandLine;
using IntegrationHost.Client;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>Gives a command an action that runs against the host: attached to a running owner, or as the owner for as long as the command takes.</summary>
internal static class SessionAction
{
    public static void OnHost(this Command command, GlobalOptions global, Func<CommandRun, Task<int>> action) =>
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            await using HostSession session = await HostSession.OpenAsync(global.Paths(parse), new SessionOptions { AcceptLoss = parse.GetValue(global.AcceptLoss), Upstream = parse.GetValue(global.Upstream), Isolation = global.Isolation(parse) }, cancellationToken);
            return await action(new CommandRun(session.Client, session.Keys, session.Access, parse, new ResultWriter(System.Console.Out, parse.GetValue(global.Json)), cancellationToken));
        }));

    /// <summary>Gives a command an action that runs against a host that runs already; it makes no sense in a process of its own.</summary>
    public static void OnRunningHost(this Command command, GlobalOptions global, Func<CommandRun, Task<int>> action) =>
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            HostPaths paths = global.Paths(parse);
            if (!File.Exists(paths.SocketPath) || !File.Exists(paths.TokenPath))
            {
                throw new HostUnavailableException($"No host runs on the store in {paths.DataDirectory}. Start one with: integration-host serve");
            }

            using var client = IntegrationHostClient.OverSocket(paths.SocketPath, await HostSession.ReadTokenAsync(paths, cancellationToken));
            return await action(new CommandRun(client, client, client, parse, new ResultWriter(System.Console.Out, parse.GetValue(global.Json)), cancellationToken));
        }));
}
