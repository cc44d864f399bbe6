using System.CommandLine;
using IntegrationHost.Hosting;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>Gives a command an action that runs against the host: attached to a running owner, or as the owner for as long as the command takes.</summary>
internal static class SessionAction
{
    public static void OnHost(this Command command, GlobalOptions global, Func<CommandRun, Task<int>> action) =>
        command.SetAction((parse, cancellationToken) => Failures.GuardAsync(async () =>
        {
            await using HostSession session = await HostSession.OpenAsync(global.Paths(parse), new SessionOptions(), cancellationToken);
            return await action(new CommandRun(session.Client, parse, new ResultWriter(System.Console.Out, parse.GetValue(global.Json)), cancellationToken));
        }));
}
