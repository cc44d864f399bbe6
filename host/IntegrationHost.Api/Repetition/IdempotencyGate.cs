using System.Security.Cryptography;
using System.Text;
using IntegrationHost.Api.Problems;
using IntegrationHost.Core.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHost.Api.Repetition;

/// <summary>Does a request with an Idempotency-Key once, at addresses that are marked for it.</summary>
internal static class IdempotencyGate
{
    private const int LongestKey = 128;

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        HttpRequest request = context.Request;
        IdempotentPost? mark = context.GetEndpoint()?.Metadata.GetMetadata<IdempotentPost>();
        bool sent = request.Headers.TryGetValue(IdempotentPost.Header, out var header);
        if (mark is null || (!mark.IsRequired && !sent))
        {
            await next(context);
            return;
        }

        if (header is not [{ Length: > 0 and <= LongestKey } key] || !key.All(character => character is >= ' ' and <= '~'))
        {
            await ProblemWriter.WriteAsync(context, ProblemKind.BadRequest, $"Send one {IdempotentPost.Header} of 1 to {LongestKey} printable characters: any text, such as a new UUID for each new request.");
            return;
        }

        byte[] body = await ReadBodyAsync(context);
        IdempotencyLedger ledger = context.RequestServices.GetRequiredService<IdempotencyLedger>();
        IdempotencyClaim claim = await ledger.ClaimAsync(CallerOf(request), $"POST {request.Path}{request.QueryString}", key, body, context.RequestAborted);
        await (claim.State switch
        {
            IdempotencyState.Done => ReplayAsync(context, claim.Answer!),
            IdempotencyState.InFlight => InFlightAsync(context),
            IdempotencyState.OtherBody => ProblemWriter.WriteAsync(
                context, ProblemKind.Invalid, $"This {IdempotentPost.Header} belongs to a request with another body. Take a new key for a new request."),
            _ => DoAsync(context, next, ledger, claim),
        });
    }

    /// <summary>The claim that a request is done under; <c>null</c> without a key.</summary>
    public static IdempotencyClaim? ClaimOf(HttpContext context) => context.Items[typeof(IdempotencyClaim)] as IdempotencyClaim;

    private static async Task DoAsync(HttpContext context, RequestDelegate next, IdempotencyLedger ledger, IdempotencyClaim claim)
    {
        context.Items[typeof(IdempotencyClaim)] = claim;
        HttpResponse response = context.Response;
        Stream wire = response.Body;
        using MemoryStream answer = new();
        response.Body = answer;
        bool kept = false;
        try
        {
            await next(context);
            if (response.StatusCode < StatusCodes.Status400BadRequest)
            {
                string? location = response.Headers.Location;
                await ledger.CompleteAsync(claim, new IdempotentAnswer(response.StatusCode, response.ContentType, location, answer.ToArray()));
                kept = true;
            }
        }
        finally
        {
            response.Body = wire;
            if (!kept)
                await ledger.ReleaseAsync(claim);
        }

        // A caller that has gone can ask again.
        await wire.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    private static async Task ReplayAsync(HttpContext context, IdempotentAnswer answer)
    {
        await ReplayRights.EnsureAsync(context, answer.Location);
        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["Idempotent-Replayed"] = "true";
        response.ContentType = answer.ContentType;
        if (answer.Location is { } location)
            response.Headers.Location = location;
        if (!answer.Body.IsEmpty)
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task InFlightAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return ProblemWriter.WriteAsync(context, ProblemKind.Conflict, "A request with this key is being done. Ask again in a second.");
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        byte[] bytes = body.ToArray();
        context.Request.Body = new MemoryStream(bytes, writable: false);
        return bytes;
    }

    /// <summary>Who asks, as far as keys of one caller must not meet those of another.</summary>
    private static string CallerOf(HttpRequest request) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())));
}
