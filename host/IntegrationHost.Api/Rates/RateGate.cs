using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using IntegrationHost.Api.Problems;
using Microsoft.AspNetCore.Http;

namespace IntegrationHost.Api.Rates;

/// <summary>Refuses what comes too often: per token, per account whose credential is used, and over all.</summary>
internal sealed class RateGate : IDisposable
{
    private readonly PartitionedRateLimiter<string> callers;
    private readonly PartitionedRateLimiter<Guid> uses;
    private readonly ConcurrencyLimiter places;

    public RateGate(RateLimits limits)
    {
        callers = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetTokenBucketLimiter(caller, _ => Bucket(limits.PerSecond, limits.Burst)));
        uses = PartitionedRateLimiter.Create<Guid, Guid>(account => RateLimitPartition.GetTokenBucketLimiter(account, _ => Bucket(limits.UsesPerSecond, limits.UsesPerSecond)));
        places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = limits.AtOnce, QueueLimit = limits.Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>Runs once the caller is known.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using RateLimitLease rate = callers.AttemptAcquire(CallerOf(context.Request));
        if (!rate.IsAcquired)
        {
            await RefuseAsync(context, rate, "This token has called too often. Wait as Retry-After says.");
            return;
        }

        RateLimitLease place = await places.AcquireAsync(1, context.RequestAborted);
        using LongCall call = new(place);
        context.Items[typeof(LongCall)] = call;
        if (place.IsAcquired)
            await next(context);
        else
            await RefuseAsync(context, place, "The host is busy. Wait as Retry-After says.");
    }

    /// <summary>Counts a use of an account's credential.</summary>
    /// <exception cref="RequestRefusedException">It was used too often just now.</exception>
    public void Use(HttpContext context, Guid accountId)
    {
        using RateLimitLease lease = uses.AttemptAcquire(accountId);
        if (lease.IsAcquired)
            return;
        context.Response.Headers.RetryAfter = Seconds(lease);
        throw new RequestRefusedException(ProblemKind.TooManyRequests, "This account's credential was used too often just now. Wait as Retry-After says.");
    }

    /// <summary>Gives back the place of a request that goes on for long and does next to nothing, such as a stream of events.</summary>
    public static void LeavePlace(HttpContext context) => (context.Items[typeof(LongCall)] as LongCall)?.Dispose();

    public void Dispose()
    {
        callers.Dispose();
        uses.Dispose();
        places.Dispose();
    }

    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = Math.Max(1, perSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(perSecond >= 10 ? 100 : 1000.0 / perSecond),
        QueueLimit = 0,
    };

    private static Task RefuseAsync(HttpContext context, RateLimitLease lease, string detail)
    {
        context.Response.Headers.RetryAfter = Seconds(lease);
        return ProblemWriter.WriteAsync(context, ProblemKind.TooManyRequests, detail);
    }

    private static string Seconds(RateLimitLease lease) =>
        Math.Max(1, lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? (int)Math.Ceiling(wait.TotalSeconds) : 1).ToString(CultureInfo.InvariantCulture);

    private static string CallerOf(HttpRequest request) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())), 0, 16);

    private sealed class LongCall(RateLimitLease place) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
                place.Dispose();
        }
    }
}
