using IntegrationHost.Api.Access;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Core.Events;
using IntegrationHost.Core.Permissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace IntegrationHost.Api.Events;

/// <summary><c>/api/events</c>: changes as server-sent events.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder routes) => routes.MapGroup("/api/events").WithTags("events").WithProblems()
        .MapGet("", Listen).WithName("listen").Produces<string>(StatusCodes.Status200OK, "text/event-stream")
        .WithSummary("Changes of accounts, verdicts, modules, coverage and plugins as they come, as far as one may read them. Last-Event-ID goes on after an event; a heartbeat comes every 15 seconds.")
        .DisableRequestTimeout().Needs(Scopes.AccountsRead);

    private static async Task Listen(
        HttpContext context, EventFeed feed, TokenService tokens, EventStreams streams, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        string id = context.Request.Headers["Last-Event-ID"].ToString();
        long? seen = id.Length == 0 ? null
            : long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number) ? number
            : throw RequestRefusedException.BadRequest("Last-Event-ID is no id of an event. Leave it out, or send the id of the last event that was heard.");
        using IDisposable place = streams.Enter();
        RateGate.LeavePlace(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await new EventStream(context, feed, new StreamCaller(context, tokens), time).RunAsync(seen, ended.Token);
    }
}
