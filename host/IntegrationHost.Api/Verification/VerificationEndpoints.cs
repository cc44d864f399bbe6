using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrationHost.Api.Access;
using IntegrationHost.Api.Accounts;
using IntegrationHost.Api.Problems;
using IntegrationHost.Api.Rates;
using IntegrationHost.Api.Repetition;
using IntegrationHost.Api.Wire;
using IntegrationHost.Client.Wire;
using IntegrationHost.Core.Permissions;
using IntegrationHost.Core.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Run = IntegrationHost.Core.Verification.VerificationRun;

namespace IntegrationHost.Api.Verification;

/// <summary><c>/api/verifications</c>: smoke tests of many accounts, followed by server-sent events.</summary>
internal static class VerificationEndpoints
{
    private const int MaxAccounts = 1000;

    public static void MapVerifications(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder runs = routes.MapGroup("/api/verifications").WithTags("accounts").WithProblems();
        runs.MapPost("", Start).WithName("startVerification").DoneOnce()
            .WithSummary("Begins smoke tests of these accounts, or of all of an environment or provider, four at once.").Needs(Scopes.AccountsUse);
        runs.MapGet("/{id:guid}", Get).WithName("getVerification").WithSummary("Where a run stands, for who began it and for admins.").Needs(Scopes.AccountsRead);
        runs.MapGet("/{id:guid}/events", Watch).WithName("watchVerification")
            .WithSummary("The outcomes as they come: event 'outcome' for each account, 'end' with the state. Last-Event-ID goes on where it broke off.").DisableRequestTimeout().Needs(Scopes.AccountsRead);
        runs.MapDelete("/{id:guid}", Cancel).WithName("cancelVerification").WithSummary("Begins no further smoke test of the run.").Needs(Scopes.AccountsUse);
    }

    private static async Task<Accepted<Client.Wire.VerificationRun>> Start(VerifyManyRequest request, HttpContext context, VerificationRuns runs, CancellationToken cancellationToken)
    {
        if (request.AccountIds is { Count: > MaxAccounts })
            throw RequestRefusedException.BadRequest($"At most {MaxAccounts} accounts can be named in one request. Leave accountIds out to test all.");

        Guid[]? ids = request.AccountIds is null ? null : [.. request.AccountIds.Select((id, index) =>
            Guid.TryParseExact(id, "D", out Guid known) ? known : throw RequestRefusedException.BadRequest($"accountIds[{index}] is no id. Take it from the list of accounts."))];
        Guid run = IdempotencyGate.ClaimOf(context)?.ThingId ?? Guid.NewGuid();
        return TypedResults.Accepted($"/api/verifications/{run}", ToWire(await runs.StartAsync(run, ids, request.Environment, request.ProviderId, cancellationToken)));
    }

    private static Ok<Client.Wire.VerificationRun> Get(Guid id, VerificationRuns runs) => TypedResults.Ok(ToWire(runs.Get(id)));

    private static ServerSentEventsResult<string> Watch(Guid id, HttpContext context, VerificationRuns runs, CancellationToken cancellationToken)
    {
        Run run = runs.Get(id);
        RateGate.LeavePlace(context);
        _ = int.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out int seen);
        return TypedResults.ServerSentEvents(EventsAsync(run, seen, cancellationToken));
    }

    private static NoContent Cancel(Guid id, VerificationRuns runs)
    {
        runs.Get(id).Cancel();
        return TypedResults.NoContent();
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(Run run, int seen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (VerificationStep step in run.WatchAsync(seen, cancellationToken))
        {
            string data = JsonSerializer.Serialize(ToWire(step, run.Total), WireJson.Context.VerificationOutcome);
            yield return new SseItem<string>(data, "outcome") { EventId = step.Number.ToString(CultureInfo.InvariantCulture) };
        }

        yield return new SseItem<string>(run.Snapshot().State, "end");
    }

    private static Client.Wire.VerificationRun ToWire(Run run)
    {
        (string state, IReadOnlyList<VerificationStep> steps) = run.Snapshot();
        return new Client.Wire.VerificationRun(run.Id.ToString(), state, run.Total, steps.Count, [.. steps.Select(step => ToWire(step, run.Total))]);
    }

    private static VerificationOutcome ToWire(VerificationStep step, int total) => new(
        step.AccountId.ToString(), step.AccountName, step.Verdict is null ? null : AccountMapper.ToReport(step.Verdict), step.Problem, step.Number, total);
}
