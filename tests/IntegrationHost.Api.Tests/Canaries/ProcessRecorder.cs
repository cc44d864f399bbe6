using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Runtime.ExceptionServices;

namespace IntegrationHost.Api.Tests.Canaries;

/// <summary>Listens to everything that this process tells: activities, meters, diagnostic listeners, event sources, standard streams, and each exception as it is thrown.</summary>
internal sealed class ProcessRecorder : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConcurrentQueue<(string Channel, string Text)> heard = new();
    private readonly ActivityListener activities;
    private readonly MeterListener meters = new();
    private readonly List<IDisposable> subscriptions = [];
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;
    private readonly StringWriter printed = new();
    private readonly TextWriter shared;
    private volatile bool closed;

    public ProcessRecorder()
    {
        activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Hear("activities", $"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.SelectMany(happened => happened.Tags))}"),
        };
        ActivitySource.AddActivityListener(activities);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear("meters", $"{instrument.Name} {Join(tags)}"));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear("meters", $"{instrument.Name} {Join(tags)}"));
        meters.Start();
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        AppDomain.CurrentDomain.FirstChanceException += OnThrown;
        shared = TextWriter.Synchronized(printed);
        Console.SetOut(shared);
        Console.SetError(shared);
    }

    public IEnumerable<(string Channel, string Text)> Heard => [.. heard, ("standard streams", Printed() + "\n")];

    public override void Dispose()
    {
        closed = true;
        AppDomain.CurrentDomain.FirstChanceException -= OnThrown;
        Console.SetOut(output);
        Console.SetError(error);
        subscriptions.ForEach(subscription => subscription.Dispose());
        meters.Dispose();
        activities.Dispose();
        base.Dispose();
    }

    public void OnNext(DiagnosticListener value)
    {
        lock (subscriptions)
            subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value) => Hear("diagnostic listeners", $"{value.Key} {value.Value}");

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        // The runtime's own tell of code, not of data, and by the million.
        if (!eventSource.Name.Contains("Runtime", StringComparison.Ordinal) && eventSource.Name != "System.Threading.Tasks.TplEventSource")
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Hear("event sources", $"{eventData.EventName} {string.Join(' ', eventData.Payload ?? (IEnumerable<object?>)[])}");

    // Other tests print meanwhile: under the lock that the writer itself takes.
    private string Printed()
    {
        lock (shared)
            return printed.ToString();
    }

    private static string Join(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string joined = "";
        foreach (KeyValuePair<string, object?> tag in tags)
            joined += $"{tag.Key}={tag.Value} ";
        return joined;
    }

    private void OnThrown(object? sender, FirstChanceExceptionEventArgs happened) => Hear("exceptions", ExceptionText.Of(happened.Exception));

    private void Hear(string channel, string text)
    {
        // May be called by the base class before this one is made.
        if (!closed)
            heard?.Enqueue((channel, text));
    }
}
