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
    /// <summary>Opens an address in the browser of whoever sits at this machine; whether it could be. Default: nobody sits there.</summary>
    public Func<Uri, bool> Browse { get; init; } = static _ => false;

    /// <summary>The host as one of the parts of its API, such as <see cref="IHostKeys"/>.</summary>
    /// <exception cref="HostUnavailableException">This host has no such part.</exception>
    public async Task<TClient> AsAsync<TClient>()
        where TClient : class => await Client as TClient ?? throw new HostUnavailableException("This host does not offer this. Use a host and a console of the same version.");

    /// <summary>Asks the host in the background; what comes of it is handed to the screen's thread.</summary>
    /// <typeparam name="TClient">The part of the host that is asked.</typeparam>
    /// <typeparam name="T">What is answered.</typeparam>
    /// <param name="call">Asks.</param>
    /// <param name="accept">Takes the answer.</param>
    /// <param name="refuse">Takes the failure: a <see cref="HostApiException"/> or whatever it is.</param>
    /// <param name="cancellationToken">Ends the call; nothing is handed over then.</param>
    public Task Ask<TClient, T>(Func<TClient, CancellationToken, Task<T>> call, Action<T> accept, Action<Exception> refuse, CancellationToken cancellationToken)
        where TClient : class => Task.Run(() => AskAsync(call, accept, refuse, cancellationToken), CancellationToken.None);

    private async Task AskAsync<TClient, T>(Func<TClient, CancellationToken, Task<T>> call, Action<T> accept, Action<Exception> refuse, CancellationToken cancellationToken)
        where TClient : class
    {
        try
        {
            T answer = await call(await AsAsync<TClient>(), cancellationToken);
            Ui.Post(() => accept(answer));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // Whatever the call throws, the dialog must say so; nothing else would see it.
            Ui.Post(() => refuse(exception));
        }
    }
}
