using System.Security.Cryptography;
using IntegrationHost.Contracts.Channels;
using Polly;
using Polly.Retry;

namespace IntegrationHost.Core.Channels.Limits;

/// <summary>
/// Sends again what may be sent again, as the provider's own headers say and inside the call's one deadline. An answer that says something about the
/// credential is never asked for twice: only faults of the way (no connection, 408, 5xx) and limits are.
/// </summary>
internal sealed class CallRetries
{
    // Full jitter: any time up to this, doubled for the second retry. A thousand clients that failed together do not come back together.
    private static readonly TimeSpan FirstSpread = TimeSpan.FromMilliseconds(250);
    private static readonly ResiliencePropertyKey<RetryBudget> Budget = new("budget");

    private readonly ChannelOptions options;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<ProviderResponse> pipeline;

    public CallRetries(ChannelOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        var builder = new ResiliencePipelineBuilder<ProviderResponse> { TimeProvider = time };
        if (options.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<ProviderResponse>
            {
                MaxRetryAttempts = options.MaxRetries,
                ShouldHandle = arguments => new(ShouldRetry(arguments.Outcome, arguments.AttemptNumber, arguments.Context)),
                DelayGenerator = arguments => new(Wait(arguments.Outcome) + (Spread(arguments.AttemptNumber) * Random())),
            });
        }

        pipeline = builder.Build();
    }

    /// <summary>Sends, and sends again where that is right.</summary>
    /// <param name="repeatable">Whether doing it twice is the same as doing it once.</param>
    /// <param name="send">One attempt, with a message of its own.</param>
    /// <param name="cancellationToken">The deadline, and the caller.</param>
    public async Task<ProviderResponse> RunAsync(bool repeatable, Func<CancellationToken, Task<ProviderResponse>> send, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Budget, new RetryBudget(repeatable, time.GetTimestamp()));
            return await pipeline.ExecuteAsync(async attempt => await send(attempt.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private bool ShouldRetry(Outcome<ProviderResponse> outcome, int attempt, ResilienceContext context)
    {
        RetryBudget budget = context.Properties.GetValue(Budget, new RetryBudget(false, 0));
        return IsWorthwhile(outcome, budget.Repeatable) && Fits(Wait(outcome) + Spread(attempt), budget) && Wait(outcome) <= options.MaxRetryWait;
    }

    private bool IsWorthwhile(Outcome<ProviderResponse> outcome, bool repeatable)
    {
        if (outcome.Result is not { } response)
            return repeatable && IsConnectionLost(outcome.Exception);

        ProviderAdvice advice = ProviderAdvice.Of(response, time.GetUtcNow());
        if (advice.Retry == false)
            return false;

        // Turned away with a time to come back at: nothing was done, whatever the method. A limit without a time is left alone: coming back would prolong it.
        if (advice.Wait is not null && (advice.IsLimit || response.StatusCode == 503))
            return true;
        return repeatable && (advice.Retry == true || response.StatusCode is 408 or 500 or 502 or 503 or 504);
    }

    // No connection, a reset, or an end before any answer. A name that is not found, TLS that fails and an answer that is wrong stay so.
    private static bool IsConnectionLost(Exception? error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.Unknown,
        InnerException: IOException or System.Net.Sockets.SocketException,
    };

    private TimeSpan Wait(Outcome<ProviderResponse> outcome) =>
        outcome.Result is { } response ? ProviderAdvice.Of(response, time.GetUtcNow()).Wait ?? TimeSpan.Zero : TimeSpan.Zero;

    // A wait that would end in a time-out instead of the answer that is there is not begun.
    private bool Fits(TimeSpan wait, RetryBudget budget) => wait < options.Deadline - time.GetElapsedTime(budget.Start);

    private static TimeSpan Spread(int attempt) => FirstSpread * Math.Pow(2, attempt);

    private static double Random() => RandomNumberGenerator.GetInt32(0, 1001) / 1000.0;
}
