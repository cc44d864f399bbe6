using System.Collections.Concurrent;
using IntegrationHost.Contracts.Channels;
using IntegrationHost.Contracts.Modules;
using IntegrationHost.Worker.Wire;

namespace IntegrationHost.Worker;

/// <summary>One run of a module. To the module it is the channel: what it sends goes to the host, which has the credential.</summary>
internal sealed class RunningCall(int id, WorkerPipe pipe) : IProviderChannel, IDisposable
{
    private readonly CancellationTokenSource cancelled = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<ProviderResponse>> waiting = [];
    private readonly Lock gate = new();
    private int requests;
    private bool over;

    /// <summary>Runs the module; whatever it throws is an end, too.</summary>
    public async Task<WorkerMessage> RunAsync(IProviderModule module, string input)
    {
        try
        {
            return new WorkerMessage { Call = id, Result = await module.ExecuteAsync(input, this, cancelled.Token) };
        }
        catch (ChannelException failure)
        {
            return new WorkerMessage { Call = id, Result = ModuleResult.Failure(new ModuleError(failure.Code, failure.Message)) };
        }
        catch (Exception failure)
        {
            return new WorkerMessage { Call = id, Threw = failure.GetType().Name };
        }
    }

    public async Task<ProviderResponse> SendAsync(ProviderRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        int number = Interlocked.Increment(ref requests);
        var answer = new TaskCompletionSource<ProviderResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[number] = answer;
        try
        {
            Send(number, request);
            return await answer.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            waiting.TryRemove(number, out _);
        }
    }

    /// <summary>Tells the host how it ended. Nothing of the call comes after that: to the host it would be a call that there is not.</summary>
    public void End(WorkerMessage end)
    {
        lock (gate)
        {
            over = true;
            pipe.Send(end);
        }
    }

    public void Answer(AnswerPart answer, ReadOnlyMemory<byte> body)
    {
        if (!waiting.TryGetValue(answer.Request, out TaskCompletionSource<ProviderResponse>? asked))
            return;

        if (answer.ErrorCode is { } code)
        {
            asked.TrySetException(new ChannelException(code, answer.ErrorMessage));
            return;
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in answer.Headers)
            headers[name] = value;
        asked.TrySetResult(new ProviderResponse { StatusCode = answer.StatusCode, Headers = headers, ContentType = answer.ContentType, Body = body });
    }

    /// <summary>Asks the module to stop. What it does then, it does on a thread of its own: whatever that is, the next message is read.</summary>
    public void Cancel()
    {
        try
        {
            _ = cancelled.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended at this moment.
        }
    }

    public void Dispose() => cancelled.Dispose();

    private void Send(int number, ProviderRequest request)
    {
        lock (gate)
        {
            // What a module began and did not wait for may come too late.
            if (over)
                throw new ChannelException(ChannelErrorCodes.Refused, "The call was not made: the module has ended. Wait for every request before the result.");

            pipe.Send(
                new WorkerMessage
                {
                    Call = id,
                    Request = new RequestPart
                    {
                        Request = number,
                        Method = request.Method,
                        Path = request.Path,
                        Server = request.Server,
                        Query = request.Query,
                        Headers = request.Headers,
                        Cookies = request.Cookies,
                        ContentType = request.ContentType,
                    },
                },
                request.Body.Span);
        }
    }
}
