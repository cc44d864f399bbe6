using System.CommandLine;
using IntegrationHost.Core.Plugins;
using IntegrationHost.Core.Storage;
using IntegrationHost.Hosting;

namespace IntegrationHost.Commands;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Data { get; } = new("--data") { Description = "Data directory. Default: integration-host in the XDG data directory.", HelpName = "DIR", Recursive = true };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of a table.", Recursive = true };

    public Option<bool> AcceptLoss { get; } = new("--accept-loss") { Description = "Open the store although acknowledged audit events are missing. That is recorded.", Recursive = true };

    public Option<string?> Upstream { get; } = new("--upstream") { Description = "ThorAPI server to work on; it is remembered. 'upstream set' also stores a login.", HelpName = "URL", Recursive = true };

    public Option<bool> IsolatePlugins { get; } = new("--isolate-plugins")
    {
        Description = $"Run every plugin in a process of its own, those that came with the program as well. Also: {IsolationChoice.Variable}=all.",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        root.Options.Add(Data);
        root.Options.Add(Json);
        root.Options.Add(AcceptLoss);
        root.Options.Add(Upstream);
        root.Options.Add(IsolatePlugins);
    }

    public PluginIsolation Isolation(ParseResult parse) => parse.GetValue(IsolatePlugins) ? PluginIsolation.All : IsolationChoice.OfEnvironment();

    public HostPaths Paths(ParseResult parse) => HostPaths.Resolve(parse.GetValue(Data), Environment.GetEnvironmentVariable);
}
