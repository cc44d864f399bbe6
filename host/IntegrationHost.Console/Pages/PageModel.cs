using System.Net;
using IntegrationHost.Client;
using IntegrationHost.Console.Commands;
using IntegrationHost.Console.Controls;
using IntegrationHost.Console.Dashboard;

namespace IntegrationHost.Console.Pages;

/// <summary>A page that fills the screen. It is made once, when it is first opened, and kept. Changes only on the screen's thread.</summary>
/// <param name="context">What the page uses of the console.</param>
internal abstract class PageModel(ConsoleContext context) : IRegionModel, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private int _generation;
    private bool _denied;

    /// <summary>Its name in capitals, as the frame shows it.</summary>
    public abstract string Title { get; }

    /// <summary>What the heading says on its right, such as how many there are.</summary>
    public virtual string Note => "";

    /// <summary>Where its keys are heard, the nearest first; lists, dashboard and everywhere follow by themselves.</summary>
    public abstract IReadOnlyList<CommandScope> Scopes { get; }

    /// <inheritdoc/>
    public virtual FilterText Filter { get; } = new();

    /// <inheritdoc/>
    public virtual bool Filters => true;

    /// <inheritdoc/>
    public int PageSize { get; set; } = 10;

    /// <inheritdoc/>
    public virtual string? CopyText => null;

    /// <inheritdoc/>
    public virtual string? CommandLine => null;

    /// <inheritdoc/>
    public virtual IColumnChoice? ColumnChoice => null;

    /// <summary>Why the newest read failed, with the next step; empty if it did not.</summary>
    public string Problem { get; protected set; } = "";

    /// <summary>Whether any read has succeeded: until then it is not known how many of anything there are.</summary>
    public bool WasRead { get; private set; }

    /// <summary>Whether a read is under way.</summary>
    public bool Reading { get; private set; }

    /// <summary>Whether to read anew by itself. What was denied is asked for again only when somebody opens the page: each denial is an event of the trail.</summary>
    protected bool ReadsAgain => !Reading && !_denied;

    /// <summary>The last read; for tests.</summary>
    public Task Work { get; private set; } = Task.CompletedTask;

    /// <summary>Raised on the screen's thread after anything it shows has changed.</summary>
    public event Action? Changed;

    /// <summary>What the page uses of the console.</summary>
    protected ConsoleContext Context { get; } = context;

    /// <summary>Cancelled when the console ends.</summary>
    protected CancellationToken Stopping => _stop.Token;

    /// <summary>It is shown now, for the first time or again: the place to read what it shows.</summary>
    public virtual void Opened()
    {
    }

    /// <inheritdoc/>
    public virtual void Update(LiveData data)
    {
    }

    /// <inheritdoc/>
    public virtual void Refresh()
    {
    }

    /// <inheritdoc/>
    public virtual void Move(int by)
    {
    }

    /// <inheritdoc/>
    public virtual bool Run(string command) => false;

    /// <inheritdoc/>
    public virtual bool Clear() => false;

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>Raises <see cref="Changed"/>.</summary>
    protected void Notify() => Changed?.Invoke();

    /// <summary>Reads in the background and hands the result to the screen's thread; a read that a later one has overtaken is dropped, a failure becomes <see cref="Problem"/>.</summary>
    /// <typeparam name="TClient">The part of the host that is asked, such as <see cref="IIntegrationHostClient"/> or <see cref="IHostKeys"/>.</typeparam>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <param name="accept">Takes it, on the screen's thread.</param>
    protected void Read<TClient, T>(Func<TClient, CancellationToken, Task<T>> read, Action<T> accept)
        where TClient : class
    {
        int generation = ++_generation;
        Reading = true;
        Work = Task.Run(() => ReadAsync(read, accept, generation, _stop.Token));
    }

    private async Task ReadAsync<TClient, T>(Func<TClient, CancellationToken, Task<T>> read, Action<T> accept, int generation, CancellationToken cancellationToken)
        where TClient : class
    {
        try
        {
            T value = await read(await Context.AsAsync<TClient>(), cancellationToken);
            Post(generation, "", denied: false, () => accept(value));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // Whatever a read throws, the page must say so; nothing else would see it.
            Post(generation, Failure.TextOf(exception), exception is HostApiException { StatusCode: HttpStatusCode.Forbidden }, static () => { });
        }
    }

    private void Post(int generation, string problem, bool denied, Action accept) => Context.Ui.Post(() =>
    {
        if (generation != _generation)
            return;
        Reading = false;
        Problem = problem;
        _denied = denied;
        WasRead |= problem.Length == 0;
        accept();
        Notify();
    });
}
