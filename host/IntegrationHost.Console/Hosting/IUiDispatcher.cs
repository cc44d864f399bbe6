namespace IntegrationHost.Console.Hosting;

/// <summary>Hands work to the thread that owns the screen. Models change their state only in there.</summary>
internal interface IUiDispatcher
{
    /// <summary>Queues an action; it never runs inline, and never blocks the caller.</summary>
    void Post(Action action);
}
