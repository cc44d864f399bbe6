using IntegrationHost.Client;
using IntegrationHost.Console.Hosting;

namespace IntegrationHost.Console.Dashboard;

/// <summary>What dialogs use of the console.</summary>
/// <param name="Client">The host; not ready before it has started.</param>
/// <param name="Ui">The screen's thread.</param>
/// <param name="Time">The clock.</param>
/// <param name="RefreshSoon">Asks for fresh data; may be called from any thread.</param>
internal sealed record ConsoleContext(Task<IIntegrationHostClient> Client, IUiDispatcher Ui, TimeProvider Time, Action RefreshSoon);
