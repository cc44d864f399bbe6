using System.CommandLine;
using IntegrationHost.Client;
using IntegrationHost.Output;

namespace IntegrationHost.Commands;

/// <summary>What a command that talks to the host has at hand.</summary>
/// <param name="Client">The host's API.</param>
/// <param name="Keys">The keys and backups of its store.</param>
/// <param name="Access">The part of it about who may do what.</param>
/// <param name="Parse">The parsed command line.</param>
/// <param name="Out">Where results go.</param>
/// <param name="CancellationToken">Ends the command.</param>
internal sealed record CommandRun(
    IIntegrationHostClient Client, IHostKeys Keys, IIntegrationHostAccess Access, ParseResult Parse, ResultWriter Out, CancellationToken CancellationToken)
{
    /// <summary>What is done with accounts beside storing and testing one.</summary>
    public IHostAccounts Accounts => (IHostAccounts)Client;

    /// <summary>The server that the host works on. The one client has all of the API.</summary>
    public IHostUpstream Upstream => (IHostUpstream)Client;

    /// <summary>Plugins that are dropped in.</summary>
    public IHostPlugins Plugins => (IHostPlugins)Client;

    /// <summary>The parts of the audit trail.</summary>
    public IHostTrail Trail => (IHostTrail)Client;

    /// <summary>What the host tells of by itself.</summary>
    public IHostEvents Events => (IHostEvents)Client;
}
