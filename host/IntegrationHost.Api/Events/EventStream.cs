using System.Globalization;
using System.Text;
using System.Text.Json;
using IntegrationHost.Api.Wire;
using IntegrationHost.Core.Events;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Storage;
using Microsoft.AspNetCore.Http;
using Wired = IntegrationHost.Client.Wire.HostEvent;

namespace IntegrationHost.Api.Events;

/// <summary>One reader's stream. It reads from the trail as fast as it is read from, so that a slow one costs no memory.</summary>
internal sealed class EventStream(HttpContext context, EventFeed feed, StreamCaller caller, TimeProvider time)
{
    private const string Open = "open";
    private const string Heartbeat = "heartbeat";

    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(15);

    // Many changes at once, such as an import, are one batch and one look at the coverage.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    /// <summary>Writes until the token is cancelled, the reader goes, or it may not read any more.</summary>
    /// <param name="seen">Id of the last event that was heard; <c>null</c> to begin now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(long? seen, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAllAsync(seen, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the host stops.
        }
        catch (StoreSealedException) when (context.Response.HasStarted)
        {
            // Nothing is read any more; who listens connects again and is told why.
        }
    }

    private async Task WriteAllAsync(long? seen, CancellationToken cancellationToken)
    {
        ActingAs.Set(context.Features.Get<Actor>()!);
        long after = seen ?? await feed.HeadAsync(cancellationToken);
        string? coverage = await feed.CoverageAsync(cancellationToken);
        context.Response.ContentType = "text/event-stream";
        await WriteAsync(new Wired(Text(after), Open, time.GetUtcNow(), null, null, null), cancellationToken);
        while (true)
        {
            Task next = feed.Next;
            if (await caller.RecogniseAsync(cancellationToken) is not { } actor)
                return;

            ActingAs.Set(actor);
            EventBatch batch = await feed.ReadAsync(after, coverage, cancellationToken);
            foreach (HostEvent happened in batch.Events)
                await WriteAsync(new Wired(Text(happened.Seq), happened.Kind, happened.At, happened.AccountId?.ToString(), happened.ModuleId?.ToString(), happened.Detail), cancellationToken);
            (after, coverage) = (batch.Last, batch.Coverage);
            if (!batch.More && !await IsSoonAsync(next, cancellationToken))
                await WriteAsync(new Wired(Text(after), Heartbeat, time.GetUtcNow(), null, null, null), cancellationToken);
        }
    }

    /// <summary>Whether something was committed before the next heartbeat is due.</summary>
    private async Task<bool> IsSoonAsync(Task next, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task first = await Task.WhenAny(next, Task.Delay(Pulse, time, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first != next)
            return false;
        await Task.Delay(Gather, time, cancellationToken);
        return true;
    }

    private async Task WriteAsync(Wired happened, CancellationToken cancellationToken)
    {
        string data = JsonSerializer.Serialize(happened, WireJson.Context.HostEvent);
        byte[] frame = Encoding.UTF8.GetBytes($"id: {happened.Id}\nevent: {happened.Kind}\ndata: {data}\n\n");
        await context.Response.Body.WriteAsync(frame, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private static string Text(long seq) => seq.ToString(CultureInfo.InvariantCulture);
}
