using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Core.Channels;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Core.Plugins.Workers;

/// <summary>A call of a module in a worker, as the host sees it: it makes the requests, and waits for the end.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A source that has no timer holds nothing that must be given back, and calls may end in any order.")]
internal sealed class HostCall(int id, IProviderChannel channel, int requestsAtOnce, Action<HostMessage, ReadOnlyMemory<byte>> send)
{
    /// <summary>Most bytes of the requests that are under way at once.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    /// <summary>Most requests of one call: at a tenth of a second each, what sixty-four at a time get done in half a minute, or one after the other in half an hour.</summary>
    public const int MostRequests = 20_000;

    private static readonly string[] NeverSent =
        [ChannelErrorCodes.Refused, ChannelErrorCodes.Unreachable, ChannelErrorCodes.MissingSecret, ChannelErrorCodes.TokenRefused, ChannelErrorCodes.RateLimited];

    private readonly TaskCompletionSource<ModuleResult> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource over = new();
    private readonly long began = Stopwatch.GetTimestamp();
    private long lastSign = Stopwatch.GetTimestamp();
    private long cancelledAt;
    private long bytes;
    private int pending;
    private int asked;
    private int sent;

    /// <summary>What the module returned, or what the host's channel threw.</summary>
    public Task<ModuleResult> Result => result.Task;

    /// <summary>Requests that went to the provider for it, or may have.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>Why its worker must end; <c>null</c> while all is well.</summary>
    public WorkerEnd? Overdue(WorkerOptions options)
    {
        if (Volatile.Read(ref cancelledAt) is var cancelled and not 0 && Stopwatch.GetElapsedTime(cancelled) > options.CancelGrace)
            return new WorkerEnd(WorkerEnd.TimedOut, $"did not stop within {Seconds(options.CancelGrace)} after a call was cancelled");
        if (Stopwatch.GetElapsedTime(began) > options.Total)
            return new WorkerEnd(WorkerEnd.TimedOut, $"did not end a call within {Seconds(options.Total)}");
        return Volatile.Read(ref pending) == 0 && Stopwatch.GetElapsedTime(Volatile.Read(ref lastSign)) > options.Silence
            ? new WorkerEnd(WorkerEnd.TimedOut, $"gave no sign for {Seconds(options.Silence)} while it ran a module")
            : null;
    }

    /// <summary>Nobody waits for it any more; it stays known until the worker says so, too.</summary>
    public void Cancel(CancellationToken cancellationToken)
    {
        Volatile.Write(ref cancelledAt, Stopwatch.GetTimestamp());
        over.Cancel();
        result.TrySetCanceled(cancellationToken);
        send(new HostMessage { Call = id, Cancel = true }, default);
    }

    public void End(ModuleResult ended)
    {
        over.Cancel();
        result.TrySetResult(ended);
    }

    public void Fail(Exception failure)
    {
        over.Cancel();
        result.TrySetException(failure);
    }

    /// <summary>Makes a request of the module's.</summary>
    /// <exception cref="WireException">There are too many, or too large ones, at once.</exception>
    public void Begin(RequestPart request, ReadOnlyMemory<byte> body)
    {
        Volatile.Write(ref lastSign, Stopwatch.GetTimestamp());

        // Refusing one costs the host something, too.
        if (++asked > MostRequests)
            throw new WireException($"It asked for more than {MostRequests} requests in one call.");
        if (Interlocked.Increment(ref pending) > requestsAtOnce)
            throw new WireException($"It asked for more than {requestsAtOnce} requests at once.");

        var made = new ProviderRequest
        {
            Method = request.Method,
            Path = request.Path,
            Server = request.Server,
            Query = request.Query,
            Headers = request.Headers,
            Cookies = request.Cookies,
            ContentType = request.ContentType,
            Body = body,
        };
        long size = body.Length + (sizeof(char) * RequestSize.Of(made));
        if (Interlocked.Add(ref bytes, size) > MostBytes)
            throw new WireException($"Its requests under way have more than {MostBytes / 1024 / 1024} MiB.");

        _ = Task.Run(() => MakeAsync(request.Request, made, size));
    }

    private async Task MakeAsync(int number, ProviderRequest request, long size)
    {
        try
        {
            Interlocked.Increment(ref sent);
            ProviderResponse response = await channel.SendAsync(request, over.Token);
            Answer(new AnswerPart { Request = number, StatusCode = response.StatusCode, Headers = [.. response.Headers], ContentType = response.ContentType }, response.Body);
        }
        catch (ChannelException failure)
        {
            // Whoever is told how many were sent may be about to do it again.
            if (NeverSent.Contains(failure.Code))
                Interlocked.Decrement(ref sent);
            Answer(new AnswerPart { Request = number, ErrorCode = failure.Code, ErrorMessage = failure.Message }, default);
        }
        catch (Exception failure)
        {
            // As in one process: what breaks in the host's channel is the host's to tell, not the plugin's. The plugin hears that there is no answer.
            result.TrySetException(failure);
            Answer(new AnswerPart { Request = number, ErrorCode = ChannelErrorCodes.Refused, ErrorMessage = "The call was not made." }, default);
        }

        Interlocked.Add(ref bytes, -size);
    }

    private void Answer(AnswerPart answer, ReadOnlyMemory<byte> body)
    {
        Volatile.Write(ref lastSign, Stopwatch.GetTimestamp());
        Interlocked.Decrement(ref pending);
        send(new HostMessage { Call = id, Answer = answer }, body);
    }

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0.#} s";
}
