using System.Text;
using Microsoft.Extensions.Logging;

namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>Keeps all that is logged, as text.</summary>
internal sealed class TextLog : ILoggerProvider, ILogger
{
    private readonly StringBuilder text = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (text)
            text.AppendLine($"{logLevel} {formatter(state, exception)} {exception}");
    }

    public override string ToString()
    {
        lock (text)
            return text.ToString();
    }

    public void Dispose()
    {
    }
}
