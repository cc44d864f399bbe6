namespace IntegrationHost.Core.Authorization;

/// <summary>An authorization that runs.</summary>
internal sealed class AuthorizationFlow(AuthorizationProgress start) : IDisposable
{
    private readonly CancellationTokenSource end = new();
    private readonly Lock guard = new();
    private AuthorizationProgress progress = start;

    /// <summary>Ends when the flow is called off.</summary>
    public CancellationToken Ended => end.Token;

    public AuthorizationProgress Progress
    {
        get
        {
            lock (guard)
                return progress;
        }
    }

    /// <summary>Says what is being done by now, as long as there is no outcome.</summary>
    public void Note(string message) => Finish(AuthorizationState.Waiting, message);

    /// <summary>Writes the outcome; the first one counts.</summary>
    public void Finish(AuthorizationState state, string message)
    {
        lock (guard)
        {
            if (progress.State == AuthorizationState.Waiting)
                progress = progress with { State = state, Message = message };
        }
    }

    public void Cancel(string message)
    {
        Finish(AuthorizationState.Canceled, message);
        end.Cancel();
    }

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }
}
