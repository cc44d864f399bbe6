using IntegrationHost.Client;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What pages and dialogs use of the console.</summary>
/// <param name="Client">The host; not ready before it has started.</param>
/// <param name="Ui">The screen's thread.</param>
/// <param name="Time">The clock.</param>
/// <param name="RefreshSoon">Asks for fresh data; may be called from any thread.</param>
/// <param name="Shell">The console around them.</param>
internal sealed record ConsoleContext(Task<IIntegrationHostClient> Client, IUiDispatcher Ui, TimeProvider Time, Action RefreshSoon, IShell Shell)
{
    /// <summary>The host as one of the parts of its API, such as <see cref="IHostKeys"/>.</summary>
    /// <exception cref="HostUnavailableException">This host has no such part.</exception>
    public async Task<TClient> AsAsync<TClient>()
        where TClient : class => await Client as TClient ?? throw new HostUnavailableException("This host does not offer this. Use a host and a console of the same version.");
}
