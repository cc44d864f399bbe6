using IntegrationHost.Console.Commands;

namespace IntegrationHost.Console.Dashboard;

/// <summary>A dialog above the dashboard.</summary>
internal abstract class OverlayModel : IDisposable
{
    /// <summary>Where its keys are heard.</summary>
    public abstract CommandScope Scope { get; }

    /// <summary>Whether it is closed; what its background work still posts is dropped.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Raised on the screen's thread after anything it shows has changed.</summary>
    public event Action? Changed;

    /// <summary>Raised once, when it closes.</summary>
    public event Action<OverlayModel>? Closed;

    /// <summary>Runs a command of its scope.</summary>
    /// <returns>Whether it is one that the dialog runs by itself.</returns>
    public abstract bool Run(string command);

    /// <summary>Whether the footer offers a command of its scope now. Default: yes.</summary>
    public virtual bool Offers(string command) => true;

    /// <summary>Takes what was typed, if no key of its scope is meant.</summary>
    /// <returns>Whether it takes text.</returns>
    public virtual bool Type(string printable) => false;

    /// <summary>Takes fresh data while it is open.</summary>
    public virtual void Update(LiveData data)
    {
    }

    /// <summary>Closes it.</summary>
    public void Close()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        Closed?.Invoke(this);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsClosed = true;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what it holds; may be called twice.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Raises <see cref="Changed"/>.</summary>
    protected void Notify() => Changed?.Invoke();
}
