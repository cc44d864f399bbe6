namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>Why a worker cannot do what is asked. Never leaves the isolation of plugins.</summary>
/// <param name="code">One of the codes of <see cref="WorkerEnd"/>.</param>
/// <param name="message">The whole sentence for people.</param>
internal sealed class WorkerFault(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
