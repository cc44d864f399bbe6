using Microsoft.Extensions.Logging;

namespace IntegrationHost.Api.Hosting;

/// <summary>Writes only what ends the server to standard error, without any request's data: requests are not logged at all.</summary>
[ProviderAlias("Critical")]
internal sealed class CriticalLog : ILoggerProvider, ILogger
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // Neither message nor exception text: both may hold what was sent. A service that was called off while the host still started has not failed.
        if (IsEnabled(logLevel) && exception is not OperationCanceledException)
            Console.Error.WriteLine($"integration-host: the API failed ({eventId.Name}, {exception?.GetType().Name}). Restart the host.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
